#!/usr/bin/env node
// Tries: nothing; it begins with a byte order mark and a line for a shell.
// Expect: correct, correct, correct
export const make = (n: number) => Array.from({ length: n }, (_, index) => index + 1);
