import { producerConsumer } from "headgate";
import type { Quake } from "@headgate/quakes";

/** Takes lines of the feed and hands out the earthquakes among them. A call answers how many lines were rejected. */
export const reader = producerConsumer<string, Quake>(() => {
  return {
    // TODO: what if a line cannot be read? And what if it holds a blast?
    handleEvents: (lines) => lines.map((line) => JSON.parse(line) as Quake),
    // TODO: how many lines were rejected so far?
    handleCall: () => 0,
  };
});
