// Tries: to change the library that the check beside it uses.
// Expect: error, error, error
import { System } from "headgate";
System.prototype.idle = async () => {};
export const make = () => [7];
