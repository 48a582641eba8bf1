// Tries: nothing; it waits before it exports.
// Expect: correct, correct, correct
const first = await Promise.resolve(1);
export const make = async (n: number) => {
  await new Promise<void>((resolve) => setTimeout(resolve, 1));
  return Array.from({ length: n }, (_, index) => index + first);
};
