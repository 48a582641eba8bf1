import { afterEach, describe, expect, test, vi } from "vitest";
import { describeTrace } from "./src/describe.ts";
import { generateScenario } from "./src/generate-scenario.ts";
import { readOptions } from "./src/options.ts";
import { reportOf } from "./src/report.ts";
import { type Outcome, runScenario } from "./src/run-scenario.ts";
import type { Scenario } from "./src/scenario.ts";
import { shrink } from "./src/shrink.ts";
import { featureLines, simulate, type Summary } from "./src/simulate.ts";

vi.setConfig({ testTimeout: 120_000 });

/** What the generator is for: each of these is in some of 200 runs. */
const wanted = [
  "stages: producer",
  "stages: producer-consumer",
  "stages: consumer",
  "stages: consumer-supervisor",
  "stages: started late",
  "stages: ended, a callback threw",
  "stages: ended, killed",
  "topology: fan-in",
  "topology: fan-out",
  "topology: 8 stages and more",
  "dispatcher: demand",
  "dispatcher: broadcast",
  "dispatcher: partition, named",
  "dispatcher: partition, numbered",
  "dispatcher: partition that rewrites events",
  "subscriptions: with a selector",
  "subscriptions: ended, already_subscribed",
  "buffer: of 0",
  "buffer: of 1",
  "buffer: of Infinity",
  "buffer: emptied by an ask",
  "demand: played back",
  "handlers: that take time",
  "handlers: that ask by hand",
  "producers: complete",
  "producers: give later",
  "producer-consumers: make some",
  "producer-consumers: make two",
  "children: promises",
  "children: that fail, transient",
  "delivery: eager",
  "steps: cancel",
  "steps: complete",
  "steps: info",
  "steps: resubscribe",
  "steps: subscribe",
  "lost: the buffer is full",
  "lost: the hash answered none",
  "lost: their consumer has ended",
];

describe("200 seeds", () => {
  let summary: Summary;

  test("keep every law", async () => {
    summary = await simulate(1, 200);
    expect(summary.failures.map(({ report, what }) => report ?? what)).toEqual([]);
  });

  test("reach all that the generator is for", () => {
    expect(wanted.filter((feature) => !summary.features.has(feature))).toEqual([]);
    expect(
      featureLines(
        new Map([
          ["a: x", 2],
          ["a: y, z", 1],
        ]),
      ),
    ).toEqual(["  a: x 2; y, z 1"]);
  });
});

describe("a seed", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  const traceOf = async (seed: number): Promise<string> => {
    const { entries, restsAt } = await runScenario(generateScenario(seed));
    return describeTrace(entries, restsAt, entries.length).join("\n");
  };

  test("is the same run each time, on a slow host too", async () => {
    const traces: string[] = [];
    for (let seed = 1; seed <= 30; seed++) traces.push(await traceOf(seed));
    let now = 0;
    vi.spyOn(performance, "now").mockImplementation(() => (now += 20));
    for (let seed = 1; seed <= 30; seed++) expect(await traceOf(seed)).toBe(traces[seed - 1]);
  });

  test("is another run than the next", async () => {
    expect(await traceOf(1)).not.toBe(await traceOf(2));
  });
});

/** A law that no run keeps in which a broadcast producer is killed. */
async function runWithBrokenLaw(scenario: Scenario): Promise<Outcome> {
  const outcome = await runScenario(scenario);
  const kills = (name: string): number =>
    outcome.entries.findIndex(
      (entry) => entry.type === "exit" && entry.stage === name && entry.reason === "killed",
    );
  const index = Math.max(
    -1,
    ...scenario.stages
      .filter(({ dispatcher }) => dispatcher?.kind === "broadcast")
      .map(({ name }) => kills(name)),
  );
  const what = "a broadcast was killed";
  return { ...outcome, violations: index === -1 ? [] : [{ law: "no-kill", what, index }] };
}

async function firstBreaking(): Promise<{ seed: number; scenario: Scenario }> {
  for (let seed = 1; ; seed++) {
    const scenario = generateScenario(seed);
    const { violations } = await runWithBrokenLaw(scenario);
    if (violations.length > 0 && scenario.stages.length > 4) return { seed, scenario };
  }
}

describe("a failing seed", () => {
  test("is told by the smallest scenario that fails in the same way, its trace and how to replay it", async () => {
    const { seed, scenario } = await firstBreaking();
    const shrunk = await shrink(scenario, "no-kill", runWithBrokenLaw);
    const { stages, steps } = shrunk.scenario;
    expect(stages.length).toBe(1);
    expect(steps.length).toBe(1);
    const lines = reportOf(seed, "no-kill", shrunk).split("\n");
    expect(lines[0]).toBe(`Seed ${seed} breaks no-kill: a broadcast was killed`);
    expect(lines.some((line) => /^> .* exit reason killed$/.test(line))).toBe(true);
    expect(lines.at(-1)).toBe(`It replays with: npm run simulate -- --seed ${seed}`);
    expect(lines.length).toBeLessThan(14);
  });
});

describe("readOptions", () => {
  test.each([
    [[], { from: 1, seeds: 1000, json: undefined }],
    [["--seeds", "5", "--from", "7"], { from: 7, seeds: 5, json: undefined }],
    [["--seed", "9", "--json", "out.json"], { from: 9, seeds: 1, json: "out.json" }],
    [["--help"], undefined],
  ])("%j", (args, options) => {
    expect(readOptions(args)).toEqual(options);
  });

  const takes = "npm run simulate takes --seeds N, --from SEED, --seed S, --json FILE";
  test.each([
    [["--seeds", "0"], "Expected `--seeds` to be an integer from 1 to 4294967295, got `0`"],
    [["--seed", "1.5"], "Expected `--seed` to be an integer from 0 to 4294967295, got `1.5`"],
    [["--from", ""], "Expected `--from` to be an integer from 0 to 4294967295, got ``"],
    [
      ["--seed", "1", "--seeds", "2"],
      "Expected `--seed` to stand alone: it runs one seed, without `--seeds` and `--from`",
    ],
    [["--sed", "1"], `Unknown option '--sed': ${takes}`],
    [["7"], `Unexpected argument '7': ${takes}`],
  ])("%j is one clear sentence", (args, sentence) => {
    expect(() => readOptions(args)).toThrow(new RangeError(sentence));
  });
});
