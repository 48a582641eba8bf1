// Misconception: a stage in the middle ends with its producer, however it subscribed.
// Caught by: its producer ends, and it hands out the rest
// Says: still there

import { producerConsumer } from "headgate";
import type { Quake } from "@headgate/quakes";

export interface Notice {
  readonly id: string;
  readonly to: "phone" | "map" | "file";
}

const desks = ["phone", "map", "file"] as const;

export const notices = producerConsumer<Quake, Notice>(() => ({
  handleEvents: (quakes) => quakes.flatMap(({ id }) => desks.map((to) => ({ id, to }))),
}));
