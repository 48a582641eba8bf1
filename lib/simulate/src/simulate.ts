import { featuresOf } from "./features.ts";
import { generateScenario } from "./generate-scenario.ts";
import { reportOf } from "./report.ts";
import { runScenario } from "./run-scenario.ts";
import type { Scenario } from "./scenario.ts";
import { shrink } from "./shrink.ts";

/** A seed whose run broke a law. */
export interface Failure {
  readonly seed: number;
  readonly law: string;
  readonly what: string;
  /** The smallest scenario found, and its report; of the first failures only. */
  readonly scenario?: Scenario;
  readonly report?: string;
}

/** What many seeds came to. */
export interface Summary {
  readonly from: number;
  readonly seeds: number;
  readonly failures: readonly Failure[];
  /** In how many runs each feature occurred. */
  readonly features: ReadonlyMap<string, number>;
}

/** So many failing seeds are made smaller; the others are named. */
const mostReports = 3;

/** Runs `seeds` seeds from `from` on. `onSeed` is told each before it is run, and how many have failed. */
export async function simulate(
  from: number,
  seeds: number,
  onSeed: (seed: number, failed: number) => void = () => {},
): Promise<Summary> {
  const failures: Failure[] = [];
  const features = new Map<string, number>();
  for (let seed = from; seed < from + seeds; seed++) {
    onSeed(seed, failures.length);
    const scenario = generateScenario(seed);
    const { entries, violations } = await runScenario(scenario);
    for (const feature of featuresOf(scenario, entries)) {
      features.set(feature, (features.get(feature) ?? 0) + 1);
    }
    const [violation] = violations;
    if (violation === undefined) continue;
    const { law, what } = violation;
    const isReported = failures.length < mostReports;
    failures.push({ seed, law, what, ...(isReported && (await reported(seed, scenario, law))) });
  }
  return { from, seeds, failures, features };
}

async function reported(
  seed: number,
  scenario: Scenario,
  law: string,
): Promise<Pick<Failure, "scenario" | "report">> {
  const shrunk = await shrink(scenario, law);
  return { scenario: shrunk.scenario, report: reportOf(seed, law, shrunk) };
}

/** How often each feature occurred: a line for each group, "stages: consumer 812; producer 1000". */
export function featureLines(features: ReadonlyMap<string, number>): string[] {
  const groups = new Map<string, string[]>();
  for (const [feature, count] of [...features].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [group = "", name = ""] = feature.split(/: (.*)/s);
    groups.set(group, [...(groups.get(group) ?? []), `${name} ${count}`]);
  }
  return [...groups].map(([group, names]) => `  ${group}: ${names.join("; ")}`);
}
