// Misconception: a definition is the stage, so its state may live beside it.
// Caught by: every start counts from 0
// Says: outside the function

import { producer } from "headgate";

let next = 0;

export const counter = producer<number>(() => {
  return { handleDemand: (demand) => Array.from({ length: demand }, () => next++) };
});
