// Tries: to read the disk.
// Expect: refused, refused, refused
import { readdirSync } from "node:fs";
export const make = () => readdirSync("/");
