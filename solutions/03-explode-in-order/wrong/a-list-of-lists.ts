// Misconception: `map` with a list for each puts the lists together.
// Caught by: three for each, quake by quake
// Says: a list of lists

import { producerConsumer } from "headgate";
import type { Quake } from "@headgate/quakes";

const desks = ["phone", "map", "file"] as const;

export const notices = producerConsumer<Quake, unknown>((stage) => ({
  handleEvents: (quakes) => quakes.map(({ id }) => desks.map((to) => ({ id, to }))),
  handleCancel: (_reason, from) => {
    if (from.consumer.name === stage.name) stage.complete();
  },
}));
