// Misconception: a stage hands out no more events than it was given.
// Caught by: three for each, quake by quake
// Says: however many quakes came in

import { producerConsumer } from "headgate";
import type { Quake } from "@headgate/quakes";

export interface Notice {
  readonly id: string;
  readonly to: "phone" | "map" | "file";
}

const desks = ["phone", "map", "file"] as const;

export const notices = producerConsumer<Quake, Notice>((stage) => ({
  handleEvents: (quakes) =>
    quakes.flatMap(({ id }) => desks.map((to) => ({ id, to }))).slice(0, quakes.length),
  handleCancel: (_reason, from) => {
    if (from.consumer.name === stage.name) stage.complete();
  },
}));
