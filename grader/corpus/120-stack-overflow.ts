// Tries: to run out of stack.
// Expect: error, error, error
export const make = () => { const f = (): unknown => f(); return f(); };
