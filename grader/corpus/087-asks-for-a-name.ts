// Tries: the same, by looking up a name.
// Expect: refused, refused, refused
import { lookup } from 'node:dns';
export const make = () => lookup('example.org', () => {});
