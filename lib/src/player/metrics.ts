import { roughTime } from "../show/paint/times.ts";
import { count } from "../show/paint/words.ts";
import { pointBefore, valueAt, type Level, type Run, type Stage } from "../show/run/run.ts";

/** The numbers of a run behind one of its steps. */
export interface Metrics {
  /** Events a second that the last stages handled since the first step; undefined while no time has passed. */
  readonly throughput: number | undefined;
  /** Events in all buffers. */
  readonly buffered: number;
  /** Mean ms that an event has been in a mailbox so far; undefined before the first. */
  readonly waitMs: number | undefined;
  /** Events lost so far. */
  readonly lost: number;
  /** Events sent and not yet handled to the end. */
  readonly inFlight: number;
  /** Demand asked for and not yet met, on all subscriptions. */
  readonly owed: number;
}

/** Behind a step of a run, at so many ms. */
export function metricsAt(run: Run, step: number, now: number): Metrics {
  const sum = (of: keyof Stage["levels"], at = step): number =>
    run.stages.reduce((all, { levels }) => all + valueAt(levels[of], at), 0);
  const first = run.steps[0];
  // What a system that was sampled had handled before the first sample took none of the time since.
  const since = first?.what === "sample" ? first.step : 0;
  const waiting = sum("waiting");
  const handled = sum("handled") - sum("handled", since);
  const elapsed = now - (first?.at ?? 0);
  const done = handledLast(run, step) - handledLast(run, since);
  const area = run.stages.reduce((all, { levels }) => all + areaAt(levels.waiting, step, now), 0);
  return {
    // Lower than at first: a stage of that name has ended, and this is another.
    throughput: elapsed > 0 ? (Math.max(0, done) * 1000) / elapsed : undefined,
    buffered: sum("buffered"),
    waitMs: waiting + handled > 0 ? area / (waiting + handled) : undefined,
    lost: sum("lost"),
    inFlight: waiting + sum("in hand"),
    owed: run.edges.reduce((all, { levels }) => all + Math.max(0, valueAt(levels.owed, step)), 0),
  };
}

/** What stages handled that nobody asks; a consumer supervisor handles what it is sent. */
function handledLast({ stages, edges }: Run, step: number): number {
  const asked = new Set(edges.map(({ producer }) => producer));
  return stages.reduce((all, { name, kind, levels }) => {
    if (asked.has(name)) return all;
    if (kind !== "consumer-supervisor") return all + valueAt(levels.handled, step);
    const own = edges.filter(({ consumer }) => consumer === name);
    return own.reduce((sum, edge) => sum + valueAt(edge.levels.delivered, step), all);
  }, 0);
}

const areas = new WeakMap<Level, Float64Array>();

/** Events times ms under a level up to a step and a moment. By Little's law, waits summed up. */
function areaAt(level: Level, step: number, now: number): number {
  const { points } = level;
  let sums = areas.get(level);
  if (sums === undefined) {
    sums = new Float64Array(points.length);
    for (let i = 1; i < points.length; i++) {
      const [, since, value] = points[i - 1]!;
      sums[i] = sums[i - 1]! + value * (points[i]![1] - since);
    }
    areas.set(level, sums);
  }
  const index = pointBefore(points, step) - 1;
  if (index < 0) return 0;
  const [, since, value] = points[index]!;
  return sums[index]! + value * Math.max(0, now - since);
}

/** Each number with its name and its unit, as a strip shows them. */
export function metricWords({
  throughput,
  buffered,
  waitMs,
  lost,
  inFlight,
  owed,
}: Metrics): readonly {
  readonly name: string;
  readonly value: string;
}[] {
  const of = (n: number | undefined, unit: string): string =>
    `${n === undefined ? "–" : count(n)} ${unit}`;
  return [
    { name: "throughput", value: of(throughput, "events/s") },
    { name: "in buffers", value: of(buffered, "events") },
    { name: "mean wait", value: waitMs === undefined ? "– ms" : roughTime(waitMs) },
    { name: "lost", value: of(lost, "events") },
    { name: "in flight", value: of(inFlight, "events") },
    { name: "owed", value: of(owed, "events") },
  ];
}
