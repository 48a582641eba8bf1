// Misconception: a stage that ends hands out first what it still holds.
// Caught by: its producer ends, and it hands out the rest
// Says: takes the buffer along

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
    if (from.consumer.name === stage.name) stage.stop();
  },
}));
