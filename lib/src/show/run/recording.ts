import { describeReason } from "../../errors.ts";
import type { Trace, TraceEntry } from "../../trace.ts";
import { cut, idsOf } from "./event-names.ts";

/** So many characters of a reason are kept: an error may quote a whole document. */
const maxReason = 1000;

/**
 * A trace without what its stages put into it: events are counted and named, reasons and messages are
 * words. So it can be written as JSON, kept beside a figure, and read where the values are not.
 */
export interface Recording {
  /** What happened, in order. */
  readonly entries: readonly RecordedEntry[];
  /** How many of the oldest entries the trace's bound has dropped. */
  readonly truncated: number;
}

/** One entry of a trace; which of its fields are there goes by `type`, as in a `TraceEntry`. */
export interface RecordedEntry {
  /** What happened. */
  readonly type: TraceEntry["type"];
  /** Milliseconds on the system's clock. */
  readonly at: number;
  /** The stage, where it is about one; else `producer`, `consumer` and `subscription` are there. */
  readonly stage?: string;
  /** Of what happens on a subscription: who sends. */
  readonly producer?: string;
  /** And who asks. */
  readonly consumer?: string;
  /** And its number. */
  readonly subscription?: number;
  /** Events, or demand. */
  readonly n?: number;
  /** Names of the events: all of up to 8, else the first and the last; absent where one has none. */
  readonly ids?: readonly string[];
  /** What the buffer holds behind it; of a start, what it holds at most, absent for no bound. */
  readonly total?: number;
  /** `handle`: whether the callback begins or has settled. `info`: whether the message waits or was handled. */
  readonly phase?: "begin" | "end" | "queued" | "handled";
  /** A kind, a mode, a reason, a message, or who events came from: in words. */
  readonly note?: string;
  /** `subscribe` only, as subscribed with. */
  readonly maxDemand?: number;
  /** `subscribe` only, as subscribed with. */
  readonly minDemand?: number;
}

/**
 * Takes down what figures need of a trace, as JSON that can be kept: for `mountPlayer` of
 * headgate/player. `draw` takes the trace itself. Pure.
 *
 * @example
 * import { System } from "headgate";
 * import { record } from "headgate/show";
 *
 * const system = new System({ clock: "virtual", trace: true });
 * const json = JSON.stringify(record(system.trace));
 * console.assert(json === '{"entries":[],"truncated":0}');
 */
export function record({ entries, truncated }: Trace): Recording {
  return { entries: entries.map(recorded), truncated };
}

function recorded(entry: TraceEntry): RecordedEntry {
  switch (entry.type) {
    case "start": {
      const { at, type, stage, kind, bufferSize = Infinity } = entry;
      const bound = bufferSize === Infinity ? {} : { total: bufferSize };
      return { at, type, stage, note: kind, ...bound };
    }
    case "subscribe": {
      const { mode, ...rest } = entry;
      return { ...rest, note: mode };
    }
    case "ask": {
      const { demand, ...rest } = entry;
      return { ...rest, n: demand };
    }
    case "demand": {
      const { demand, ...rest } = entry;
      return { ...rest, n: demand };
    }
    case "events":
    case "emit":
    case "replay": {
      const { events, ...rest } = entry;
      return { ...rest, ...counted(events) };
    }
    case "handle": {
      const { events, from, ...rest } = entry;
      return { ...rest, note: from, ...counted(events) };
    }
    case "buffered":
    case "unbuffered": {
      const { count, ...rest } = entry;
      return { ...rest, n: count };
    }
    case "discarded": {
      const { count, why, events, ...rest } = entry;
      return { ...rest, note: why, ...(events && counted(events)), n: count };
    }
    case "cancel":
    case "release":
    case "exit": {
      const { reason, ...rest } = entry;
      return { ...rest, note: cut(describeReason(reason), maxReason) };
    }
    case "mode": {
      const { mode, ...rest } = entry;
      return { ...rest, note: mode };
    }
    case "info": {
      const { message, ...rest } = entry;
      return { ...rest, note: idsOf([message])?.[0] ?? "" };
    }
    case "accept":
      return entry;
  }
}

function counted(events: readonly unknown[]): Pick<RecordedEntry, "n" | "ids"> {
  const ids = idsOf(events);
  return { n: events.length, ...(ids && { ids }) };
}
