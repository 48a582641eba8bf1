// Tries: to change what `expect` does.
// Expect: refused, refused, refused
import { expect } from "vitest";
expect.extend({ toEqual: () => ({ pass: true, message: () => "" }) });
export const make = () => [];
