// Tries: to throw what the grader itself would throw.
// Expect: error, error, error
class LimitError extends Error {
  override name = "LimitError";
  limit = "none";
  verdict = "correct";
  outcome = "value";
}
export const make = () => {
  throw new LimitError("correct");
};
