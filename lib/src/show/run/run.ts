import type { RecordedEntry, Recording } from "./recording.ts";
import { RunReader } from "./run-reader.ts";

/** One entry of the trace, read: who, to whom, what, how many, and what is owed behind it. */
export interface Step {
  /** Its place in the run, from 1; figure, text, table and player tell steps by it. */
  readonly step: number;
  /** Milliseconds on the system's clock. */
  readonly at: number;
  readonly what:
    | Exclude<RecordedEntry["type"], "emit" | "replay" | "accept" | "release">
    /** A running system was looked at, and its numbers taken down. */
    | "sample";
  /** The stage a message left; `""` for what happens within one stage, which is then `to` and has no `edge`. */
  readonly from: string;
  readonly to: string;
  /** Events or demand; absent where the entry counts nothing. */
  readonly n?: number;
  /** Names of its events: all of up to 8, else the first and the last. */
  readonly ids?: readonly string[];
  /** What else there is to say; may hold anything a stage put there. */
  readonly note: string;
  /** `handle`: whether the callback begins or has settled. `info`: whether it waits or was handled. */
  readonly phase?: NonNullable<RecordedEntry["phase"]>;
  /** The subscription this step belongs to. */
  readonly edge?: Edge;
  /** Demand owed on `edge` behind this step: asked and not yet delivered. */
  readonly owed?: number;
}

/** One subscription and its totals at the end of what was read. */
export interface Edge {
  readonly producer: string;
  readonly consumer: string;
  /**
   * Over the run: what was owed on it, what its consumer had on order (asked and not yet handled to the end), and how
   * much was asked for and delivered so far.
   */
  readonly levels: Readonly<Record<"owed" | "on order" | "asked" | "delivered", Level>>;
  /**
   * Its `minDemand`, where it is above 0 and the consumer goes by it: at so many on order or fewer it asks again.
   * Absent where it asks by hand, or where a second subscription between the same two was open at the same time, for
   * then nobody knows on which of them what was handled had come.
   */
  asksAgainAt?: number;
  asked: number;
  delivered: number;
  /** `asked - delivered`, or 0 once closed. Below 0 the producer sent more than it was asked. */
  owed: number;
  /** Cancelled, or one of its stages has ended. */
  closed: boolean;
  /** The step that closed it. */
  closedAt?: number;
}

/** One stage and its totals at the end of what was read. */
export interface Stage {
  readonly name: string;
  /** `""` where the trace does not hold the stage's start. */
  kind: string;
  /** How many events its buffer holds at most; absent for no bound, no buffer, or an unknown one. */
  bufferSize?: number;
  /**
   * Over the run: events in its mailbox (`waiting`), given to `handleEvents` just now (`in hand`), in
   * its buffer; and how many it had sent, handled and lost so far.
   */
  readonly levels: Readonly<
    Record<"waiting" | "in hand" | "buffered" | "sent" | "handled" | "lost", Level>
  >;
  /** Events sent to consumers; one sent to two consumers counts twice. */
  sent: number;
  /** Events its `handleEvents` was given. */
  handled: number;
  /** Events it discarded, or held when it ended. */
  lost: number;
  ended: boolean;
  /** The steps at which it last began and last ended, where the trace holds them. */
  startedAt?: number;
  endedAt?: number;
}

/** A quantity over the run; each value holds until the next point. */
export interface Level {
  readonly of: keyof Edge["levels"] | keyof Stage["levels"];
  /** A stage, or `producer → consumer`. */
  readonly name: string;
  /** `[step, ms, value]`, in order of steps. */
  readonly points: [step: number, at: number, value: number][];
  /** Its lowest value yet; below 0 only if the trace has lost its beginning. */
  lowest: number;
}

/** A trace as figures need it. */
export interface Run {
  readonly steps: readonly Step[];
  /** In order of their first mention. */
  readonly stages: readonly Stage[];
  readonly edges: readonly Edge[];
  /** How many of the oldest entries the trace's bound has dropped. */
  readonly truncated: number;
}

/**
 * Reads a recording: steps, stages and subscriptions with their totals, and what was owed, waiting, in hand and buffered over the run. Pure.
 *
 * Totals count from the first entry the trace still holds. Where its bound has dropped older ones,
 * levels start as low as what follows allows: an event handled but never seen sent was waiting.
 */
export function readRun({ entries, truncated }: Recording): Run {
  let reader = new RunReader(entries, truncated);
  const lost = [...reader.levels].filter(([, level]) => truncated > 0 && level.lowest < 0);
  if (lost.length > 0) {
    const initial = new Map(lost.map(([key, level]) => [key, -level.lowest]));
    reader = new RunReader(entries, truncated, initial);
  }
  return {
    steps: reader.steps,
    stages: [...reader.stages.values()],
    edges: [...reader.edges.values()],
    truncated,
  };
}

/** Whether a stage ended there otherwise than in order. */
export const isAbnormal = ({ what, note }: Step): boolean =>
  what === "exit" && note !== "normal" && note !== "shutdown";

/** The value of a level behind a step; 0 before its first point. */
export function valueAt({ points }: Level, step: number): number {
  return points[pointBefore(points, step) - 1]?.[2] ?? 0;
}

/** How many points of a level lie at or before a step. */
export const pointBefore = (points: Level["points"], step: number): number =>
  countUpTo(points, ([at]) => at, step);

/** How many of a list lie at or before a step; they are in the order of their steps. */
export function countUpTo<One>(
  list: readonly One[],
  stepOf: (one: One) => number,
  step: number,
): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stepOf(list[middle]!) <= step) low = middle + 1;
    else high = middle;
  }
  return low;
}
