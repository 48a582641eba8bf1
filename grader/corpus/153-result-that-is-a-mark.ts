// Tries: to give back what stands for a function on the wire.
// Expect: wrong, wrong, wrong
export const make = () => ({ root: ["mark", "function"], rows: [{ is: "array", items: [1, 2, 3] }], is: "array", items: [1, 2, 3] });
