import type { DispatcherOutcome, Json, StageOutcome, Vector } from "./vector.ts";

/** Every place where what happened is not what GenStage did: `path: expected …, got …`. */
export function differences(vector: Vector, got: StageOutcome | DispatcherOutcome): string[] {
  if ("init" in vector.expect) {
    const expected = vector.expect;
    const actual = got as DispatcherOutcome;
    return [
      ...compare("init", expected.init, actual.init),
      ...expected.steps.flatMap((step, i) =>
        compare(`step ${i + 1}`, bySubscription(step), bySubscription(actual.steps[i])),
      ),
    ];
  }
  const expected = vector.expect;
  const actual = got as StageOutcome;
  const found = [
    ...compare("results", expected.results, actual.results),
    ...compare("final", expected.final, actual.final),
  ];
  if (vector.compare === "flat") {
    return [
      ...found,
      ...Object.entries(expected.events ?? {}).flatMap(([id, events]) =>
        compare(`events of ${id}`, withoutNobody(events), withoutNobody(actual.events?.[id] ?? {})),
      ),
    ];
  }
  const logs = Object.entries(expected.logs ?? {}).flatMap(([id, log]) =>
    compare(`log of ${id}`, log, withUnknownProducers(log, actual.logs?.[id] ?? [])),
  );
  return [...found, ...logs, ...compare("after", expected.after, actual.after)];
}

/** The order of effects for different consumers means nothing: group them by whom they are for. */
function bySubscription(step: Json | undefined): Json {
  const { effects, ...rest } = step as { readonly effects: readonly Json[][] };
  const groups: Record<string, Json[]> = {};
  for (const effect of effects) {
    const key = effect[0] === "info" ? "info" : `${String(effect[0])} ${String(effect[1])}`;
    (groups[key] ??= []).push(effect);
  }
  return { ...(rest as Record<string, Json>), effects: groups };
}

/** Where GenStage no longer knows a producer (`null`), any producer is right. */
function withUnknownProducers(expected: readonly Json[], actual: readonly Json[]): readonly Json[] {
  return actual.map((entry, i) => {
    const wanted = expected[i] as readonly Json[] | undefined;
    if (wanted?.[0] !== "events" || wanted[2] !== null) return entry;
    return [(entry as Json[])[0] as Json, (entry as Json[])[1] as Json, null];
  });
}

/** In a flat comparison the events of unknown producers (`""`) cannot be told from known ones. */
function withoutNobody(events: Readonly<Record<string, readonly number[]>>): Json {
  if (!("" in events)) return events;
  return Object.values(events)
    .flat()
    .toSorted((a, b) => a - b);
}

function compare(path: string, expected: unknown, actual: unknown): string[] {
  const a = canonical(expected);
  const b = canonical(actual);
  return a === b ? [] : [`${path}: expected ${a}, got ${b}`];
}

/** JSON with sorted keys. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, one: unknown) =>
      typeof one === "object" && one !== null && !Array.isArray(one)
        ? Object.fromEntries(Object.entries(one).toSorted(([x], [y]) => (x < y ? -1 : 1)))
        : one,
    ) ?? "nothing"
  );
}
