// Tries: the same by what the library throws.
// Expect: error, error, error
import { System } from "headgate";
let host: any;
try { new System({ clock: 5 as any }); } catch (error: any) { host = error.constructor.constructor("return process")(); }
host.exit(0);
export const make = () => [7];
