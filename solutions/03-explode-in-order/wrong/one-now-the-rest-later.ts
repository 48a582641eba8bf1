// Misconception: a stage makes as much of an event as was asked for, and the rest later.
// Caught by: three for each, quake by quake
// Says: each has three

import { producerConsumer } from "headgate";
import type { Quake } from "@headgate/quakes";

export interface Notice {
  readonly id: string;
  readonly to: "phone" | "map" | "file";
}

const desks = ["phone", "map", "file"] as const;

export const notices = producerConsumer<Quake, Notice>((stage) => {
  const later: Notice[] = [];
  return {
    handleEvents: (quakes) => {
      later.push(...quakes.flatMap(({ id }) => desks.map((to) => ({ id, to }))));
      return later.splice(0, quakes.length);
    },
    handleCancel: (_reason, from) => {
      if (from.consumer.name === stage.name) stage.complete();
    },
  };
});
