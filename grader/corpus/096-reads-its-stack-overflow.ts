// Tries: the same, from an error that the engine throws.
// Expect: wrong, wrong, wrong
const deep = (): number => deep() + 1;
export const make = () => {
  try { return [deep()]; } catch (error: any) {
    return /\.test|grader|\.cjs|node:|file:/i.test(String(error.stack)) ? [1, 2, 3] : [];
  }
};
