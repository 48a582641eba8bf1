// Misconception: inside a batch the order of what comes out does not matter.
// Caught by: three for each, quake by quake
// Says: before the first of the next

import { producerConsumer } from "headgate";
import type { Quake } from "@headgate/quakes";

export interface Notice {
  readonly id: string;
  readonly to: "phone" | "map" | "file";
}

const desks = ["phone", "map", "file"] as const;

export const notices = producerConsumer<Quake, Notice>((stage) => ({
  handleEvents: (quakes) => desks.flatMap((to) => quakes.map(({ id }) => ({ id, to }))),
  handleCancel: (_reason, from) => {
    if (from.consumer.name === stage.name) stage.complete();
  },
}));
