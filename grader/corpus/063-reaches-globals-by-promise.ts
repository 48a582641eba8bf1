// Tries: the same by a promise of the library.
// Expect: error, error, error
import { System } from "headgate";
const host = (new System().idle() as any).constructor.constructor("return process")();
host.exit(0);
export const make = () => [7];
