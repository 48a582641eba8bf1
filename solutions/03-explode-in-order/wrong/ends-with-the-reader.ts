// Misconception: without a reader there is no point in going on, and the producer is somebody else's affair.
// Caught by: its producer ends, and it hands out the rest
// Says: still there

import { producerConsumer } from "headgate";
import type { Quake } from "@headgate/quakes";

export interface Notice {
  readonly id: string;
  readonly to: "phone" | "map" | "file";
}

const desks = ["phone", "map", "file"] as const;

export const notices = producerConsumer<Quake, Notice>((stage) => ({
  handleEvents: (quakes) => quakes.flatMap(({ id }) => desks.map((to) => ({ id, to }))),
  handleCancel: (_reason, from) => {
    if (from.producer.name === stage.name) stage.complete();
  },
}));
