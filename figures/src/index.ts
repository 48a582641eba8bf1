/**
 * The course's figures: each a run of the library with parameters, a question and what must hold.
 *
 * @module @headgate/figures
 */
import { pushVsPull } from "./01-push-vs-pull/figure.ts";
import { demandHopByHop } from "./02-demand-hop-by-hop/figure.ts";
import { maxAndMinDemand } from "./03-max-and-min-demand/figure.ts";
import { bufferOverflow } from "./04-buffer-overflow/figure.ts";
import { demandDispatcher } from "./05-demand-dispatcher/figure.ts";
import { broadcastDispatcher } from "./06-broadcast-dispatcher/figure.ts";
import { partitionSkew } from "./07-partition-skew/figure.ts";
import { threeDispatchers } from "./08-three-dispatchers/figure.ts";
import { childPerEvent } from "./09-child-per-event/figure.ts";
import { rateLimiter } from "./10-rate-limiter/figure.ts";
import { bottleneck } from "./11-bottleneck/figure.ts";
import { crashAndCancel } from "./12-crash-and-cancel/figure.ts";
import type { FigureSpec } from "./figure.ts";

export { cellOf } from "./cell.ts";
export type {
  ChoiceParameter,
  FigureSpec,
  Invariant,
  Metric,
  Panel,
  Parameter,
  Question,
  RangeParameter,
  Values,
} from "./figure.ts";
export { initialValues } from "./values.ts";

/** All figures, by their numbers. */
export const figures: readonly FigureSpec[] = [
  pushVsPull,
  demandHopByHop,
  maxAndMinDemand,
  bufferOverflow,
  demandDispatcher,
  broadcastDispatcher,
  partitionSkew,
  threeDispatchers,
  childPerEvent,
  rateLimiter,
  bottleneck,
  crashAndCancel,
];
