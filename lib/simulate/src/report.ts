import { laws } from "headgate/testing";
import { describeScenario, describeTrace } from "./describe.ts";
import type { Shrunk } from "./shrink.ts";

/** What a failing seed is told with: the law, the shortest scenario found that breaks it, and its trace. */
export function reportOf(seed: number, law: string, { scenario, outcome }: Shrunk): string {
  const { entries, restsAt, violations } = outcome;
  const violation = violations.find((one) => one.law === law);
  const index = violation?.index ?? entries.length;
  const says = laws.find(({ name }) => name === law)?.says;
  return [
    `Seed ${seed} breaks ${law}: ${violation?.what}`,
    ...(says === undefined ? [] : [says]),
    "",
    ...describeScenario(scenario),
    "Trace:",
    ...describeTrace(entries, restsAt, index, violation?.isAtRest),
    "",
    `It replays with: npm run simulate -- --seed ${seed}`,
  ].join("\n");
}
