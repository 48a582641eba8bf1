// Tries: to reach the host's own bindings.
// Expect: error, error, error
export const make = () => (process as any).binding("process_methods").abort();
