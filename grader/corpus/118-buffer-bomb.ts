// Tries: to take all memory outside of the heap.
// Expect: memory, memory, not run|memory
export const make = () => { const all = []; for (;;) all.push(new Uint8Array(32e6).fill(1)); };
