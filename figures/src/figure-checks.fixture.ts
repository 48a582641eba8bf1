import { checkTrace, type CheckOptions } from "headgate/testing";
import { describe, expect, test } from "vitest";
import type { FigureSpec, Panel, Parameter, Values } from "./figure.ts";
import { initialValues } from "./values.ts";

/** What a figure's own test has to add to the figure. */
export interface Proof {
  /** For each invariant, by what it says: panels that break it, made from a right run. */
  readonly doctored: Readonly<
    Record<string, (panels: readonly Panel[], values: Values) => readonly Panel[]>
  >;
  /** Whether the run shows what it is there to show; asked for the initial values and many seeds. */
  readonly isSurprising: (panels: readonly Panel[], values: Values) => boolean;
  /** What the laws of the protocol are told of the stages. Default: nothing, then less is judged. */
  readonly facts?: (panel: Panel, values: Values) => CheckOptions;
  /** How many entries a panel has with the initial values, at most. Default: 300. */
  readonly mostEntries?: number;
}

const seeds = Array.from({ length: 100 }, (_, index) => index);

/** Holds a figure to its contract. Each figure's `figure.test.ts` calls it. */
export function checkFigure(figure: FigureSpec, proof: Proof): void {
  describe(`figure ${figure.number}, ${figure.slug}`, () => {
    test("is small enough to be read at first", async () => {
      const values = initialValues(figure);
      for (const { trace } of await figure.run(values)) {
        expect(trace.entries.length).toBeGreaterThanOrEqual(20);
        expect(trace.entries.length).toBeLessThanOrEqual(proof.mostEntries ?? 300);
      }
    });

    test("gives the same traces for the same values", async () => {
      for (const values of [initialValues(figure), ...draws(figure, 5, 11)]) {
        expect(entriesOfAll(await figure.run(values))).toEqual(
          entriesOfAll(await figure.run(values)),
        );
      }
    });

    test("keeps its promises, surprises and has one answer for 100 seeds", async () => {
      const answers = new Set<number>();
      for (const seed of seeds) {
        const values = initialValues(figure, seed);
        const panels = await holds(figure, proof, values);
        expect(proof.isSurprising(panels, values), `surprise with seed ${seed}`).toBe(true);
        answers.add(figure.question.answer(panels));
      }
      expect([...answers]).toHaveLength(1);
      expect(figure.question.options[[...answers][0] ?? -1]).toBeDefined();
    });

    test("keeps its promises at every corner and for 200 draws", { timeout: 60_000 }, async () => {
      for (const values of [...corners(figure), ...draws(figure, 200, 7)]) {
        await holds(figure, proof, values);
      }
    });

    test("sees a run that breaks a promise", async () => {
      const values = initialValues(figure);
      const panels = await figure.run(values);
      const promises = figure.invariants.map(({ says }) => says);
      expect(Object.keys(proof.doctored).toSorted()).toEqual(promises.toSorted());
      for (const { says, broken } of figure.invariants) {
        const sentence = broken(proof.doctored[says]?.(panels, values) ?? panels, values);
        expect(sentence, says).toMatch(/^[A-Z].+\.$/);
      }
    });
  });
}

/** Runs the figure and holds the run to what it promises. */
async function holds(figure: FigureSpec, proof: Proof, values: Values): Promise<readonly Panel[]> {
  const panels = await figure.run(values);
  const told = JSON.stringify(values);
  for (const { says, broken } of figure.invariants) {
    expect(broken(panels, values), `${says}, with ${told}`).toBeUndefined();
  }
  for (const panel of panels) {
    const restsAt = [panel.trace.entries.length];
    const violations = checkTrace(panel.trace, { restsAt, ...proof.facts?.(panel, values) });
    expect(violations, `${panel.label}, with ${told}`).toEqual([]);
  }
  for (const { label, value } of figure.metrics(panels, values)) {
    expect(Number.isFinite(value), `${label}, with ${told}`).toBe(true);
  }
  expect(figure.surprise(panels, values), told).toMatch(/^[A-Z0-9“"`].+[.]$/);
  expect(figure.surprise(panels, values), told).not.toMatch(/NaN|undefined|Infinity|\[object/);
  return panels;
}

const entriesOfAll = (panels: readonly Panel[]): unknown[] =>
  panels.map(({ label, trace }) => [label, ...trace.entries]);

/** All at their least, all at their most, and each alone at either end. */
export function corners(figure: FigureSpec): Values[] {
  const { parameters } = figure;
  const initial = initialValues(figure);
  const all = (end: 0 | -1): Values => ({
    ...Object.fromEntries(parameters.map((one) => [one.name, endsOf(one).at(end)!] as const)),
    seed: 1,
  });
  const alone = parameters.flatMap((one) =>
    endsOf(one).map((value): Values => ({ ...initial, [one.name]: value })),
  );
  return [all(0), all(-1), ...alone];
}

/** The ends of a slider; all of a choice. */
function endsOf(parameter: Parameter): (number | string)[] {
  if (parameter.kind === "range") return [parameter.min, parameter.max];
  return parameter.choices.map(({ value }) => value);
}

/** Values drawn at random, the same for the same seed. */
export function draws(figure: FigureSpec, count: number, seed: number): Values[] {
  const next = randomFrom(seed * 1000 + figure.number);
  return Array.from({ length: count }, () => ({
    ...Object.fromEntries(figure.parameters.map((one) => [one.name, drawn(one, next)] as const)),
    seed: Math.floor(next() * 1000),
  }));
}

function drawn(parameter: Parameter, next: () => number): number | string {
  if (parameter.kind === "choice") {
    return parameter.choices[Math.floor(next() * parameter.choices.length)]!.value;
  }
  const { min, max, step } = parameter;
  const steps = Math.floor((max - min) / step + 1e-9);
  return min + step * Math.floor(next() * (steps + 1));
}

/** A linear congruence, good enough to draw parameters with. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
