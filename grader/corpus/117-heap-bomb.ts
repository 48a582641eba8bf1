// Tries: to take all memory.
// Expect: memory, memory, not run
export const make = () => { const all: unknown[] = []; for (;;) all.push(new Array(1e5).fill({})); };
