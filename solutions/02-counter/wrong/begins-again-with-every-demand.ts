// Misconception: a demand is a request that is answered from scratch.
// Caught by: goes on where it stopped
// Says: with every demand

import { producer } from "headgate";

export const counter = producer<number>(() => {
  return { handleDemand: (demand) => Array.from({ length: demand }, (_, index) => index) };
});
