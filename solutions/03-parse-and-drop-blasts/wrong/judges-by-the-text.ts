// Misconception: what a line holds can be seen from its first and last letters and from the words in it.
// Caught by: a long night on two wires
// Says: says nothing before it is parsed

import { producerConsumer } from "headgate";
import type { Quake } from "@headgate/quakes";

/** Takes lines of the feed and hands out the earthquakes among them. A call answers how many lines were rejected. */
export const reader = producerConsumer<string, Quake>(() => {
  let rejected = 0;
  const read = (line: string): Quake[] => {
    if (!line.startsWith("{") || !line.endsWith("}") || !line.includes('"type"')) {
      rejected++;
      return [];
    }
    return line.includes('"earthquake"') ? [JSON.parse(line) as Quake] : [];
  };
  return {
    handleEvents: (lines) => lines.flatMap(read),
    handleCall: () => rejected,
  };
});
