import { producerConsumer } from "headgate";
import type { Quake } from "@headgate/quakes";

/** What one desk is told of one quake. */
export interface Notice {
  readonly id: string;
  readonly to: "phone" | "map" | "file";
}

/** Takes quakes and hands out three notices for each, in order; ends after its producer and loses none. */
export const notices = producerConsumer<Quake, Notice>((stage) => ({
  // TODO: three notices for each quake.
  handleEvents: (quakes) => quakes.map(({ id }) => ({ id, to: "phone" as const })),
  handleCancel: (_reason, from) => {
    // TODO: a subscription of this stage has ended. Which one, and what now?
    void [stage, from];
  },
}));
