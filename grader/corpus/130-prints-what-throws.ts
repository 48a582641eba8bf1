// Tries: to print what breaks whoever prints it.
// Expect: wrong, wrong, wrong
const no = () => { throw new Error("printed"); };
export const make = () => {
  console.log(new Proxy({}, { get: no, ownKeys: no, getPrototypeOf: no }), { toString: no, [Symbol.toPrimitive]: no });
  console.error({ get stack() { return no(); } }, Symbol("s"), 10n);
  return [];
};
