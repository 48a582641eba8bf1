import {
  consumerSupervisor,
  type ConsumerSupervisorSettings,
  type StartChild,
} from "./consumer-supervisor.ts";
import type { ConsumerRef, ProducerRef } from "./definitions.ts";
import type { System } from "./system.ts";
import { counter } from "./virtual-system.fixture.ts";

/** Children that go on until they are told to end: `end(event)` or `end(event, new Error())`. */
export function promised(): {
  start: StartChild<unknown>;
  running: unknown[];
  starts: unknown[];
  end(event: unknown, error?: unknown): void;
} {
  const settle = new Map<unknown, (error?: unknown) => void>();
  const starts: unknown[] = [];
  return {
    starts,
    get running() {
      return [...settle.keys()];
    },
    start: (event) => {
      starts.push(event);
      return new Promise<void>((resolve, reject) => {
        settle.set(event, (error) => (error === undefined ? resolve() : reject(error)));
      });
    },
    end(event, error) {
      const finish = settle.get(event);
      settle.delete(event);
      finish?.(error);
    },
  };
}

/** Lets promises that are settled be heard; children that wait for us keep `idle` from resolving. */
export async function heard(): Promise<void> {
  for (let i = 0; i < 50; i++) await Promise.resolve();
}

export function supervising(
  system: System,
  start: StartChild<unknown>,
  demand: { maxDemand: number; minDemand?: number; cancel?: "temporary" },
  settings?: ConsumerSupervisorSettings,
): { feed: ProducerRef<number>; supervisor: ConsumerRef<number> } {
  const feed = system.start(counter(), { name: "feed" });
  const supervisor = system.start(consumerSupervisor<unknown>(start, settings), {
    name: "supervisor",
    subscribeTo: [{ to: feed, ...demand }],
  });
  return { feed, supervisor };
}
