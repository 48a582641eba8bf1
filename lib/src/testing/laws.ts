import type { Law, LawSummary } from "./law.ts";
import { askedFirst } from "./laws/asked-first.ts";
import { batches } from "./laws/batches.ts";
import { bufferBounds } from "./laws/buffer-bounds.ts";
import { cancelBehindEvents } from "./laws/cancel-behind-events.ts";
import { demandReaches } from "./laws/demand-reaches.ts";
import { demandToldOnce } from "./laws/demand-told-once.ts";
import { endsOnce } from "./laws/ends-once.ts";
import { infoBehindEvents } from "./laws/info-behind-events.ts";
import { noLoss } from "./laws/no-loss.ts";
import { nothingCouldMeet } from "./laws/nothing-could-meet.ts";
import { oneAtATime } from "./laws/one-at-a-time.ts";
import { order } from "./laws/order.ts";
import { refills } from "./laws/refills.ts";
import { supervisorAsks } from "./laws/supervisor-asks.ts";
import { withinDemand } from "./laws/within-demand.ts";

/** All laws, in the order in which they are told when one entry breaks several. */
export const allLaws: readonly Law[] = [
  withinDemand,
  order,
  noLoss,
  bufferBounds,
  batches,
  refills,
  supervisorAsks,
  askedFirst,
  oneAtATime,
  infoBehindEvents,
  cancelBehindEvents,
  endsOnce,
  nothingCouldMeet,
  demandReaches,
  demandToldOnce,
];

/**
 * What `checkTrace` judges by: the name and the promise of each law.
 *
 * @example
 * const law = laws.find(({ name }) => name === "within-demand");
 * console.assert(law?.says.startsWith("Nobody is delivered more than was asked"));
 */
export const laws: readonly LawSummary[] = allLaws;
