// Misconception: the end of a source is the end of its feed, so `fromIterable` says it together with the last quake.
// Caught by: ends with the last quake, without being asked again
// Says: asked again

import { fromIterable } from "headgate";
import type { Quake } from "@headgate/quakes";

export const finiteFeed = (quakes: Iterable<Quake>) => fromIterable(quakes);
