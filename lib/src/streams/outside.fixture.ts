import { producer, type ProducerDefinition } from "../definitions.ts";

/** Gives the host as many turns as whatever is under way in memory could need. */
export async function hostTurns(count = 20): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** An endless source that counts what is taken from it, and notes when it is let go. */
export function counted(): {
  taken: number;
  closed: number;
  [Symbol.iterator](): Iterator<number>;
} {
  const state = {
    taken: 0,
    closed: 0,
    [Symbol.iterator]: (): Iterator<number> => ({
      next: () => ({ done: false, value: state.taken++ }),
      return: () => {
        state.closed++;
        return { done: true, value: undefined };
      },
    }),
  };
  return state;
}

/** Emits `count` events, then fails by `error`. */
export function failing(count: number, error: unknown): ProducerDefinition<string> {
  return producer<string>((stage) => ({
    handleDemand: (demand) => {
      stage.asyncInfo("end");
      return Array.from({ length: Math.min(demand, count) }, (_, i) => `${i}`);
    },
    handleInfo: () => stage.stop(error),
  }));
}
