import { expect, vi } from "vitest";
import { producer, type ProducerDefinition, type StageContext } from "../definitions.ts";

/** A module that exports what the text says. */
export function moduleOf(text: string): string {
  return `data:text/javascript,${encodeURIComponent(text)}`;
}

/** An event that a thread holds until it is let go. */
export interface Held {
  readonly n: number;
  /** [how many threads hold one, 0 or 1: let go]. */
  readonly cells: Int32Array;
}

/**
 * Events that threads hold: `hold` of the module blocks its thread until `release(n)`, so that a test
 * knows who is at work without asking any clock.
 */
export class Gate {
  readonly module: string = moduleOf(`
    export const hold = ({ n, cells }) => {
      Atomics.add(cells, 0, 1);
      Atomics.wait(cells, 1, 0);
      return n;
    };`);
  readonly #held = new Map<number, Held>();

  event(n: number): Held {
    const held = { n, cells: new Int32Array(new SharedArrayBuffer(8)) };
    this.#held.set(n, held);
    return held;
  }

  events(count: number): Held[] {
    return Array.from({ length: count }, (_, n) => this.event(n));
  }

  release(...numbers: readonly number[]): void {
    for (const n of numbers) {
      const { cells } = this.#held.get(n) as Held;
      Atomics.store(cells, 1, 1);
      Atomics.notify(cells, 1);
    }
  }

  /** The events that threads have begun with. */
  get begun(): number[] {
    return [...this.#held.values()].filter(({ cells }) => cells[0] !== 0).map(({ n }) => n);
  }
}

/** Waits until the condition holds; threads report in their own time. */
export async function until(condition: () => boolean): Promise<void> {
  await vi.waitFor(() => expect(condition()).toBe(true), { interval: 1, timeout: 20_000 });
}

/** A few turns of the host's loop, in which whatever is due happens. */
export async function turns(count = 20): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
}

/** Emits what it is given, at most as asked, and completes behind the last: one message per ask. */
export function feedOf<Out>(
  events: readonly Out[],
  demands: number[] = [],
): ProducerDefinition<Out> {
  return producer<Out>((stage: StageContext) => {
    let next = 0;
    return {
      handleDemand: (demand) => {
        demands.push(demand);
        const some = events.slice(next, next + demand);
        next += some.length;
        if (next === events.length) stage.complete();
        return some;
      },
    };
  });
}
