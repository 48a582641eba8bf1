// Misconception: from here to here plus the demand, both counted in, are as many as were asked for.
// Caught by: hands out as many as were asked for
// Says: Nobody asked for the rest

import { producer } from "headgate";

export const counter = producer<number>(() => {
  let next = 0;
  return {
    handleDemand: (demand) => {
      const numbers: number[] = [];
      for (let n = next; n <= next + demand; n += 1) numbers.push(n);
      next += demand;
      return numbers;
    },
  };
});
