import { producer } from "headgate";

/** Hands out 0, 1, 2, …: as many as it is asked for. */
export const counter = producer<number>(() => {
  // TODO: what is declared here belongs to one stage, from its start to its end.
  return {
    // TODO: hand out the next `demand` integers, not the demand itself.
    handleDemand: (demand) => [demand],
  };
});
