// Misconception: the demand is how many events there should be in all.
// Caught by: hands out as many as were asked for
// Says: new each time

import { producer } from "headgate";

export const counter = producer<number>(() => {
  let next = 0;
  return {
    handleDemand: (demand) => {
      const numbers: number[] = [];
      while (next < demand) numbers.push(next++);
      return numbers;
    },
  };
});
