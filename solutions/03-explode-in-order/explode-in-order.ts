import { producerConsumer } from "headgate";
import type { Quake } from "@headgate/quakes";

/** What one desk is told of one quake. */
export interface Notice {
  readonly id: string;
  readonly to: "phone" | "map" | "file";
}

const desks = ["phone", "map", "file"] as const;

/** Takes quakes and hands out three notices for each, in order; ends behind its producer and loses none. */
export const notices = producerConsumer<Quake, Notice>((stage) => ({
  handleEvents: (quakes) => quakes.flatMap(({ id }) => desks.map((to) => ({ id, to }))),
  handleCancel: (_reason, from) => {
    // A reader may come back, a producer that has ended does not. Behind the buffer, for what was made is owed to somebody.
    if (from.consumer.name === stage.name) stage.complete();
  },
}));
