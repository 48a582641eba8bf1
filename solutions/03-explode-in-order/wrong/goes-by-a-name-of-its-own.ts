// Misconception: a stage has the name of the constant that holds its definition.
// Caught by: a long night with readers that come and go
// Says: `stage.name` tells it

import { producerConsumer } from "headgate";
import type { Quake } from "@headgate/quakes";

const desks = ["phone", "map", "file"] as const;

export const notices = producerConsumer<Quake, unknown>((stage) => ({
  handleEvents: (quakes) => quakes.flatMap(({ id }) => desks.map((to) => ({ id, to }))),
  handleCancel: (_reason, from) => {
    if (from.consumer.name === "notices") stage.complete();
  },
}));
