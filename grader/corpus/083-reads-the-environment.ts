// Tries: to find out who grades, and with which keys.
// Expect: error, error, error
export const make = () => Object.entries(process.env);
