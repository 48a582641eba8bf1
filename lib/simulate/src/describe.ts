import type { TraceEntry } from "headgate";
import type { Scenario, Step } from "./scenario.ts";
import { textOf } from "./text-of.ts";

/** A scenario for people: a line for each stage, a line for each step. */
export function describeScenario({ seed, delivery, stages, steps }: Scenario): string[] {
  const stageLines = stages.map(({ name, kind, subscribeTo = [], ...rest }) => {
    const from = subscribeTo
      .map(({ to, ...options }) => `\n      of ${to} ${textOf(options)}`)
      .join("");
    return `  ${name}  ${kind} ${Object.keys(rest).length === 0 ? "" : textOf(rest)}${from}`.trimEnd();
  });
  const how = delivery === undefined ? "" : `, delivery is ${delivery}`;
  return [
    `Stages (the order of turns is drawn by ${seed}${how}):`,
    ...stageLines,
    ...describeSteps(steps),
  ];
}

function describeSteps(steps: readonly Step[]): string[] {
  if (steps.length === 0) return [];
  const lines = steps.map(({ when, act }) => {
    const { do: what, stage, ...rest } = act;
    return `  ${whenText(when)}: ${what} ${stage} ${Object.keys(rest).length === 0 ? "" : textOf(rest)}`.trimEnd();
  });
  return ["Steps:", ...lines];
}

function whenText(when: Step["when"]): string {
  if ("call" in when) return `in call ${when.call} of ${when.of}`;
  return "at" in when ? "at rest" : `after ${when.afterMs} ms`;
}

/** One line of a trace. */
export function describeEntry(entry: TraceEntry): string {
  const { at: _at, type, ...rest } = entry;
  if ("consumer" in entry) {
    const { producer, consumer, subscription, ...more } = rest as typeof entry;
    const isDown = type === "events" || type === "accept" || type === "release";
    const [from, to] = isDown ? [producer, consumer] : [consumer, producer];
    return `${from} → ${to} (${subscription}) ${type} ${values(more)}`.trimEnd();
  }
  const { stage, ...more } = rest as { stage: string };
  return `${stage} ${type} ${values(more)}`.trimEnd();
}

/** Keys whose values say it all. */
const plainKeys = new Set(["kind", "phase", "mode"]);

function values(rest: object): string {
  return Object.entries(rest)
    .filter(([key]) => key !== "at" && key !== "type")
    .map(([key, value]) => {
      if (key === "events") return `[${(value as unknown[]).join(" ")}]`;
      return plainKeys.has(key) ? String(value) : `${key} ${textOf(value)}`;
    })
    .join(", ");
}

/** A trace, each entry with its place and time, up to the one at `index`, which is marked; or to the rest before it. */
export function describeTrace(
  entries: readonly TraceEntry[],
  restsAt: readonly number[],
  index: number,
  isAtRest: boolean = false,
): string[] {
  const rests = new Set(restsAt);
  const lines: string[] = [];
  for (let place = 0; place <= Math.min(index, entries.length); place++) {
    const isLast = place === index;
    if (rests.has(place))
      lines.push(`${isLast && isAtRest ? ">" : " "}     (nothing is under way)`);
    const entry = entries[place];
    if (entry === undefined || (isLast && isAtRest)) break;
    const time = `${entry.at} ms`.padStart(8);
    lines.push(`${isLast ? ">" : " "}${String(place).padStart(5)}${time}  ${describeEntry(entry)}`);
  }
  return lines;
}
