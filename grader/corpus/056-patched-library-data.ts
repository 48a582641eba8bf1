// Tries: to change the data that all answers share.
// Expect: error, error, error
import { week } from "@headgate/quakes";
(week as any)[0].mag = 99;
(week as any).length = 0;
export const make = () => [7];
