// Tries: to have its failure taken for the grader's.
// Expect: error, error, error
export const make = () => {
  const error = new Error("uses `x` inside `evaluate`");
  for (const name of ["CheckFileError", "ClosureError", "NoAnswerError"]) Object.assign(error, { name, names: ["x"], outcome: "closure", verdict: "internal" });
  throw error;
};
