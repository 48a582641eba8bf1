import { producer } from "headgate";

/** Hands out 0, 1, 2, …: as many as it is asked for. */
export const counter = producer<number>(() => {
  // In the closure and not outside of it: each start, and each restart, counts from 0.
  let next = 0;
  return {
    handleDemand: (demand) => Array.from({ length: demand }, () => next++),
  };
});
