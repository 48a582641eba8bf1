// Tries: to write the results itself.
// Expect: refused, refused, refused
import { writeFileSync } from 'node:fs';
writeFileSync('results.json', '{"points":4}');
export const make = () => [];
