// Tries: nothing; its texts and comments only look like what is refused.
// Expect: correct, correct, correct
// Never write import("node:fs"), require("fs") or eval("1") here. <!-- nor this --> */
const words = ["import (", 'import("node:fs")', `eval(${"1"})`, "require('fs')", "-->", "process.exit(0)"];
export const make = (n: number) => words.slice(0, 0).length + n > 0 ? range(n) : [];
const range = (n: number) => Array.from({ length: n }, (_, index) => index + 1);
