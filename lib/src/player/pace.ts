/** How many steps a second each speed takes. */
export const stepsPerSecond = (speed: number): number => speed * 2;

/** The speeds to choose from; the fast ones only where a run is long enough for them. */
export function speedsFor(length: number): readonly number[] {
  return [0.5, 1, 2, 8, 32, 256, 2048].filter((speed) => speed <= 8 || length > speed * 10);
}

/** How long a token travels, in ms: most of a step's time, and never long. */
export const travelMs = (speed: number): number => Math.min(400, 800 / stepsPerSecond(speed));

/** Slow at both ends. */
export const eased = (t: number): number => t * t * (3 - 2 * t);
