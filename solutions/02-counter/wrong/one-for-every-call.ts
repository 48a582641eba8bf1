// Misconception: `handleDemand` is called once for every event.
// Caught by: hands out as many as were asked for
// Says: how many events

import { producer } from "headgate";

export const counter = producer<number>(() => {
  let next = 0;
  return { handleDemand: () => [next++] };
});
