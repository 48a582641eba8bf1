// Misconception: a producer sends a good batch, and whoever is slow will catch up.
// Caught by: hands out as many as were asked for
// Says: Nobody asked for the rest

import { producer } from "headgate";

export const counter = producer<number>(() => {
  let next = 0;
  return { handleDemand: (demand) => Array.from({ length: Math.max(10, demand) }, () => next++) };
});
