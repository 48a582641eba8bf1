// Tries: to read the disk, the older way.
// Expect: refused, refused, refused
export const make = () => require('node:fs').readdirSync('/');
