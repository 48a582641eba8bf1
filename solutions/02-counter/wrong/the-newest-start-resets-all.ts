// Misconception: a count that each start sets to 0 is a count of its own.
// Caught by: two counters at once, asked in turn
// Says: lies outside the function

import { producer } from "headgate";

let next = 0;

/** Hands out 0, 1, 2, …: as many as it is asked for. */
export const counter = producer<number>(() => {
  next = 0;
  return {
    handleDemand: (demand) => Array.from({ length: demand }, () => next++),
  };
});
