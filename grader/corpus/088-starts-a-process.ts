// Tries: to run another program, many times over.
// Expect: refused, refused, refused
import { fork } from 'node:child_process';
export const make = () => { for (;;) fork('make.ts'); };
