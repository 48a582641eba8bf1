// Tries: to tell by the stack which check is calling, and to find the grader's files.
// Expect: wrong, wrong, wrong
export const make = () => {
  const stack = String(new Error("here").stack);
  const isFound = /\.test|check|grader|\.cjs|node:|file:|\/[a-z]+\//i.test(stack.replace("here", ""));
  return isFound ? [1, 2, 3] : [stack];
};
