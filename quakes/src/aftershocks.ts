import { placeOf, shift } from "./place.ts";
import type { Quake } from "./quake.ts";
import { random } from "./random.ts";
import { week } from "./week.ts";

const dayMs = 86_400_000;

/** The main shock of the night of 6 February 2018: magnitude 6.4 off Hualien, at 15:50:42 UTC. */
export const mainShock: Quake = week.find((quake) => quake.id === "us1000chhc")!;

export interface AftershockOptions {
  /** Which sequence. An integer from 0 up to `Number.MAX_SAFE_INTEGER`; the same seed, the same quakes. */
  seed: number;
  /** How many quakes. An integer from 0 up to 1,000,000. @default 1000 */
  count?: number;
  /** How long after the main shock the last may come, in days. Above 0, up to 3650. @default 7 */
  days?: number;
  /** Omori's `c`, in days: how long the rate stays near its peak. Above 0, up to 10. @default 0.05 */
  c?: number;
  /** Omori's `p`, no unit: how fast the rate decays. From 0.5 to 2. @default 1.1 */
  p?: number;
  /** The smallest magnitude. From -1 up to 6. @default 2 */
  magMin?: number;
  /** Gutenberg and Richter's `b`, no unit: 1 makes a quake one magnitude larger ten times rarer. From 0.5 to 2. @default 1 */
  b?: number;
}

/**
 * Grows a sequence of aftershocks from the Hualien main shock, in order of time.
 *
 * Unlike `week`, the quakes are made up, by two laws of real sequences. The rate `t` days after the main
 * shock is `K / (c + t) ** p` (the modified law of Omori), where `K` follows from `count` and `days`:
 * many at first, then ever fewer. Of the quakes with a magnitude of at least `m`, one in `10 ** b` reaches
 * `m + 1` (the law of Gutenberg and Richter), up to the main shock's 6.4. Each lies within some 25 km of the
 * main shock, and is revised hours after it happened, as in the week.
 *
 * @throws {TypeError} If an option is not a number.
 * @throws {RangeError} If an option is out of its range.
 *
 * @example The first hour holds more than the whole sixth day
 * ```ts
 * import { aftershocks, mainShock } from "@headgate/quakes";
 * const quakes = aftershocks({ seed: 7, count: 1000 });
 * const hours = quakes.map((quake) => Math.floor((quake.time - mainShock.time) / 3_600_000));
 * hours.filter((hour) => hour === 0).length > hours.filter((hour) => hour >= 120 && hour < 144).length; // true
 * ```
 */
export function aftershocks(options: AftershockOptions): Quake[] {
  const { seed, count, days, c, p, magMin, b } = checked(options);
  const next = random(seed);
  const times = Array.from({ length: count }, () => omoriDays(next(), { days, c, p }));
  times.sort((one, other) => one - other);
  const width = String(count).length;
  return times.map((t, index) => {
    const number = String(index + 1).padStart(width, "0");
    const time = mainShock.time + Math.ceil(t * dayMs);
    return quakeAt({
      id: `us-${seed}-${number}`,
      time,
      mag: magnitude(next(), { magMin, b }),
      next,
    });
  });
}

/** The inverse of the share of quakes that have come by day t, when the rate is 1 / (c + t) ** p. */
function omoriDays(share: number, law: { days: number; c: number; p: number }): number {
  const { days, c, p } = law;
  if (Math.abs(p - 1) < 1e-9) return c * ((c + days) / c) ** share - c;
  const [first, last] = [c ** (1 - p), (c + days) ** (1 - p)];
  return (first + share * (last - first)) ** (1 / (1 - p)) - c;
}

/** Rounded down to a tenth, so that the share of quakes at or above each tenth is exactly the law's. */
function magnitude(share: number, law: { magMin: number; b: number }): number {
  const { magMin, b } = law;
  const below = 1 - 10 ** (-b * (mainShock.mag - magMin));
  const above = -Math.log10(1 - share * below) / b;
  return Math.round((magMin + Math.floor(above * 10) / 10) * 100) / 100;
}

function quakeAt(shock: { id: string; time: number; mag: number; next: () => number }): Quake {
  const { id, time, mag, next } = shock;
  const [radiusKm, angle] = [Math.min(25, -8 * Math.log(1 - next())), next() * 2 * Math.PI];
  const { lon, lat } = shift(mainShock, {
    northKm: radiusKm * Math.cos(angle),
    eastKm: radiusKm * Math.sin(angle),
  });
  // The exponential delay of six hours on average has the median of the week: about four hours.
  const lagMs = Math.ceil(-6 * 3_600_000 * Math.log(1 - next()));
  return {
    id,
    net: "us",
    mag,
    magType: mag < 4 ? "ml" : "mb",
    place: placeOf({ lon, lat }),
    time,
    updated: time + lagMs,
    status: next() < 0.7 ? "reviewed" : "automatic",
    type: "earthquake",
    felt: null,
    tsunami: 0,
    sig: Math.round((mag * mag * 100) / 6.5),
    lon: round(lon),
    lat: round(lat),
    depth: Math.round((4 + next() * 12) * 100) / 100,
  };
}

function round(degrees: number): number {
  return Math.round(degrees * 1e4) / 1e4;
}

type Checked = Required<AftershockOptions>;

function checked(options: AftershockOptions): Checked {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(
      `Expected the options of \`aftershocks\` to be an object, got \`${String(options)}\``,
    );
  }
  const all: Checked = { count: 1000, days: 7, c: 0.05, p: 1.1, magMin: 2, b: 1, ...options };
  expectNumber(all, "seed", { min: 0, max: Number.MAX_SAFE_INTEGER, integer: true });
  expectNumber(all, "count", { min: 0, max: 1_000_000, integer: true });
  expectNumber(all, "days", { min: 0, max: 3650, above: true });
  expectNumber(all, "c", { min: 0, max: 10, above: true });
  expectNumber(all, "p", { min: 0.5, max: 2 });
  expectNumber(all, "magMin", { min: -1, max: 6 });
  expectNumber(all, "b", { min: 0.5, max: 2 });
  return all;
}

interface Bounds {
  min: number;
  max: number;
  /** The minimum itself is out of range. */
  above?: boolean;
  integer?: boolean;
}

function expectNumber(options: Checked, name: keyof Checked, bounds: Bounds): void {
  const value: unknown = options[name];
  const kind = bounds.integer === true ? "an integer" : "a number";
  const range = `${bounds.above === true ? "above" : "from"} ${bounds.min} up to ${bounds.max}`;
  const said = `Expected \`${name}\` of \`aftershocks\` to be ${kind} ${range}, got \`${String(value)}\``;
  if (typeof value !== "number") throw new TypeError(`${said} (${typeof value})`);
  const low = bounds.above === true ? value <= bounds.min : value < bounds.min;
  const fits = !Number.isNaN(value) && !low && value <= bounds.max;
  if (!fits || (bounds.integer === true && !Number.isInteger(value))) throw new RangeError(said);
}
