// Tries: to read the check files through the build tool.
// Expect: error, error, error
export const make = () => Object.values((import.meta as any).glob("../**/*.test.ts", { query: "?raw", eager: true }));
