import { type Channel, channel } from "node:diagnostics_channel";
import type { System } from "../system.ts";
import type { TraceEntry } from "../trace.ts";

/** What subscribers of a channel `headgate:…` are sent. */
export interface TraceMessage<Type extends TraceEntry["type"] = TraceEntry["type"]> {
  /** The system in which it happened. */
  readonly system: System;
  /** What happened: the entry of the trace whose `type` is the channel's name behind `headgate:`. */
  readonly entry: Extract<TraceEntry, { readonly type: Type }>;
}

const types = [
  "start",
  "subscribe",
  "ask",
  "demand",
  "events",
  "handle",
  "buffered",
  "discarded",
  "cancel",
  "exit",
] as const satisfies readonly TraceEntry["type"][];

// Held here: Node forgets a channel that nobody holds, and with it whether it has subscribers.
const channels = new Map<string, Channel>(types.map((type) => [type, channel(`headgate:${type}`)]));
const hasSubscribers = (): boolean => {
  for (const { hasSubscribers: has } of channels.values()) if (has) return true;
  return false;
};

/**
 * Publishes what happens in a system to `node:diagnostics_channel`: each entry of its trace as a
 * {@link TraceMessage} to the channel of its type, `headgate:start`, `headgate:subscribe`,
 * `headgate:ask`, `headgate:demand`, `headgate:events`, `headgate:handle`, `headgate:buffered`,
 * `headgate:discarded`, `headgate:cancel` and `headgate:exit`.
 *
 * The system need not be made with `trace`. While no channel has a subscriber it spends nothing; whoever
 * subscribes later, to a system that runs, hears all from the next time that its stages begin to run.
 *
 * @returns how to end that.
 * @example
 * import { subscribe } from "node:diagnostics_channel";
 * const system = new System();
 * publishTrace(system);
 * const asked: number[] = [];
 * subscribe("headgate:ask", (message) => asked.push((message as TraceMessage<"ask">).entry.demand));
 * for await (const _ of system.stream(system.start(fromIterable([1, 2])), { maxDemand: 5 })) continue;
 * console.assert(asked[0] === 5);
 */
export function publishTrace(system: System): () => void {
  return system.listen((entry) => {
    const to = channels.get(entry.type);
    if (to?.hasSubscribers) to.publish({ system, entry });
  }, hasSubscribers);
}
