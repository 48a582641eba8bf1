import { CliError } from "../cli-error.ts";

/** What lateness costs, as `--late` names it. */
export interface LatePolicy {
  /** As it was typed, without spaces around it. */
  readonly text: string;
  /** The share of an exercise's points that one late day costs, 0 to 1. A policy of `zero` costs all at once. */
  readonly perDay: number;
  /** The largest share that lateness can cost in all, 0 to 1. */
  readonly most: number;
  /** Handed in at most so much behind the due time is still in time, in ms. */
  readonly graceMs: number;
}

/** Nothing is taken off, however late. */
export const noLatePolicy: LatePolicy = { text: "none", perDay: 0, most: 0, graceMs: 0 };

const form =
  'Expected `--late` to be "none", "zero" or a rate such as "10%/day", and behind the last two, if wanted, "max=50%" and "grace=15m"';
const msOf: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Reads a late policy: `none`, `zero` or `RATE%/day`, the last two with `,grace=15m` (or `2h`, `1d`), the last with
 * `,max=PCT%`. A rate is a share of the points that the exercise can give, 0 to 100 %, for every begun day. Throws a
 * `CliError` of one sentence for anything else.
 *
 * @example
 * import { latePolicy } from "./late-policy.ts";
 *
 * const { perDay, most, graceMs } = latePolicy("10%/day,max=50%,grace=15m");
 * console.log(perDay, most, graceMs); // 0.1 0.5 900000
 */
export function latePolicy(text: string): LatePolicy {
  const [kind = "", ...settings] = text.split(",").map((part) => part.trim());
  const refused = (why: string): CliError =>
    new CliError(`${form}; ${why} in ${JSON.stringify(text)}.`);
  const rate = /^(\d+(?:\.\d+)?)%\/day$/.exec(kind)?.[1];
  if (kind !== "none" && kind !== "zero" && rate === undefined)
    throw refused(`got ${JSON.stringify(kind)}`);
  let policy = { ...noLatePolicy, text: text.trim() };
  if (kind !== "none") {
    const perDay = rate === undefined ? 1 : shareOf(rate);
    if (perDay === undefined) throw refused("the rate is above 100 %");
    policy = { ...policy, perDay, most: 1 };
  }
  const seen = new Set<string>();
  for (const setting of settings) {
    const [, name = "", value = ""] = /^(\w+)=(.*)$/.exec(setting) ?? [];
    if (seen.has(name)) throw refused(`there are two of ${JSON.stringify(name)}`);
    seen.add(name);
    const most = name === "max" && rate !== undefined ? shareOf(value, "%") : undefined;
    const graceMs = name === "grace" && kind !== "none" ? durationOf(value) : undefined;
    if (most === undefined && graceMs === undefined)
      throw refused(`${JSON.stringify(setting)} is not known behind ${JSON.stringify(kind)}`);
    policy = { ...policy, most: most ?? policy.most, graceMs: graceMs ?? policy.graceMs };
  }
  return policy;
}

/** The share of an exercise's points that so many late days cost, 0 to 1. */
export function shareLost({ perDay, most }: LatePolicy, lateDays: number): number {
  return Math.min(most, perDay * lateDays);
}

function shareOf(text: string, unit = ""): number | undefined {
  const [, number, found] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text) ?? [];
  const share = Number(number) / 100;
  return found === unit && share <= 1 ? share : undefined;
}

function durationOf(text: string): number | undefined {
  const [, number, unit] = /^(\d{1,4})([mhd])$/.exec(text) ?? [];
  return unit === undefined ? undefined : Number(number) * msOf[unit]!;
}
