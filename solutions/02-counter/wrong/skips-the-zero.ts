// Misconception: the first number is 1.
// Caught by: goes on where it stopped
// Says: The first integer is 0

import { producer } from "headgate";

export const counter = producer<number>(() => {
  let next = 0;
  return { handleDemand: (demand) => Array.from({ length: demand }, () => ++next) };
});
