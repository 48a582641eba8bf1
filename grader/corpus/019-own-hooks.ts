// Tries: to add hooks that mark every check as passed.
// Expect: error, error, error
const { beforeEach } = globalThis as any;
beforeEach(({ task }: any) => Object.defineProperty(task, "result", { value: { state: "pass" } }));
export const make = () => [];
