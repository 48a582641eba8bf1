import type { Quake } from "./quake.ts";

/** A quake, and when it reaches the desk. */
export interface Arrival {
  readonly quake: Quake;
  /** Milliseconds since the first quake of the replay arrived. */
  readonly at: number;
}

/**
 * Says when each quake arrives if the feed is played again from its first quake on, `speed` times as fast.
 * It waits for nothing itself: read `at` with a clock of your own.
 *
 * @param quakes In order of `time`, as `week` is.
 * @param options.speed How many recorded seconds pass in one second of the replay; above 0. 3600 plays an
 * hour a second. @default 1
 * @returns One arrival for each quake, in the same order; the first has `at: 0`.
 * @throws {TypeError} If `speed` is not a number.
 * @throws {RangeError} If `speed` is not above 0, or a quake comes before the one in front of it.
 *
 * @example A week in under three minutes
 * ```ts
 * import { replay, week } from "@headgate/quakes";
 * const arrivals = replay(week, { speed: 3600 });
 * arrivals[0].at; // 0
 * arrivals[1706].at; // 167604
 * ```
 */
export function replay(quakes: readonly Quake[], options: { speed?: number } = {}): Arrival[] {
  const speed = options.speed ?? 1;
  if (typeof speed !== "number") {
    throw new TypeError(
      `Expected \`speed\` of \`replay\` to be a number above 0, got \`${String(speed)}\` (${typeof speed})`,
    );
  }
  if (!(speed > 0 && speed < Infinity)) {
    throw new RangeError(
      `Expected \`speed\` of \`replay\` to be a number above 0, got \`${speed}\``,
    );
  }
  const start = quakes[0]?.time ?? 0;
  return quakes.map((quake, index) => {
    const before = quakes[index - 1];
    if (before !== undefined && quake.time < before.time) {
      throw new RangeError(
        `Expected the quakes of \`replay\` in order of \`time\`, got \`${quake.id}\` behind the later \`${before.id}\``,
      );
    }
    return { quake, at: Math.round((quake.time - start) / speed) };
  });
}
