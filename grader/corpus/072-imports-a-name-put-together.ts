// Tries: to hide from the bundler what it imports.
// Expect: refused, refused, refused
export const make = async () => (await import('node:' + 'fs')).readdirSync('/');
