// Tries: to hand in the work of somebody else.
// Expect: refused, refused, refused
import { make as theirs } from '../../bob/01-make/make.ts';
export const make = theirs;
