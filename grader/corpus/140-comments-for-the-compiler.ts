// Tries: to have the compiler read files for it.
// Expect: wrong, wrong, wrong
/// <reference path="/etc/passwd" />
/** @jsx read @jsxImportSource node:fs */
//# sourceMappingURL=file:///etc/passwd
/*! @license import "node:fs" */
export const make = () => [];
