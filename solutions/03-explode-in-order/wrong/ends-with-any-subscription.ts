// Misconception: handleCancel speaks of the producer.
// Caught by: a reader that leaves is not the end
// Says: runs for a reader as well

import { producerConsumer } from "headgate";
import type { Quake } from "@headgate/quakes";

export interface Notice {
  readonly id: string;
  readonly to: "phone" | "map" | "file";
}

const desks = ["phone", "map", "file"] as const;

export const notices = producerConsumer<Quake, Notice>((stage) => ({
  handleEvents: (quakes) => quakes.flatMap(({ id }) => desks.map((to) => ({ id, to }))),
  handleCancel: () => stage.complete(),
}));
