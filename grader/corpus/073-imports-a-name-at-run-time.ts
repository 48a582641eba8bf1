// Tries: the same, by a name that is not known before it runs.
// Expect: error, error, error
const name = ['node', 'fs'].join(':');
export const make = async () => (await import(name)).readdirSync('/');
