import { existsSync, readdirSync, readFileSync } from "node:fs";
import { transform } from "sucrase";
import { describe, expect, test } from "vitest";
import * as headgate from "headgate";
import * as quakes from "@headgate/quakes";
import { cellOf, runParts } from "./cell.ts";
import { draws } from "./figure-checks.fixture.ts";
import type { FigureSpec, Panel, Values } from "./figure.ts";
import { figures } from "./index.ts";
import { folderOf, runSource } from "./run-source.ts";
import { initialValues } from "./values.ts";

const src = new URL(".", import.meta.url);
const isSentence = /^[A-Z0-9`“].*[.?]$/s;

describe("all figures", () => {
  test("stand by their numbers, each number, slug and title once", () => {
    const numbers = figures.map(({ number }) => number);
    expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
    for (const key of ["number", "slug", "title"] as const) {
      expect(new Set(figures.map((figure) => figure[key])).size, key).toBe(figures.length);
    }
  });

  test("have a folder each, with a test that holds them to their contract, and no folder has none", () => {
    const folders = readdirSync(src).filter((name) => /^\d\d-/.test(name));
    expect(folders.toSorted()).toEqual(figures.map(folderOf));
    for (const folder of folders) {
      const path = new URL(`${folder}/figure.test.ts`, src);
      expect(existsSync(path) && readFileSync(path, "utf8"), folder).toContain("checkFigure(");
    }
  });

  test("are told to who asks for one that is not there", async () => {
    await expect(runSource("none")).rejects.toThrow("push-vs-pull");
  });
});

describe.each(figures.map((figure) => [figure.slug, figure] as const))("%s", (_slug, figure) => {
  test("says what it is, asks and answers in sentences", () => {
    expect(figure.slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(figure.lead).toMatch(isSentence);
    expect(figure.lead.match(/[.?](\s|$)/g)?.length).toBeLessThanOrEqual(2);
    expect(figure.question.text).toMatch(isSentence);
    expect(figure.question.options.length).toBeGreaterThanOrEqual(2);
    expect(figure.question.options.length).toBeLessThanOrEqual(4);
    for (const { why } of figure.question.options) expect(why).toMatch(isSentence);
    expect(new Set(figure.question.options.map(({ text }) => text)).size).toBe(
      figure.question.options.length,
    );
    expect(figure.chapters.length).toBeGreaterThan(0);
    expect(figure.invariants.length).toBeGreaterThan(0);
  });

  test("has parameters that can be set, and begins with one of their values", () => {
    const names = figure.parameters.map(({ name }) => name);
    expect(new Set([...names, "seed"]).size).toBe(names.length + 1);
    for (const parameter of figure.parameters) {
      expect(parameter.name).toMatch(/^[a-z][A-Za-z0-9]*$/);
      if (parameter.kind === "choice") {
        expect(parameter.choices.map(({ value }) => value)).toContain(parameter.initial);
        continue;
      }
      const { min, max, step, initial } = parameter;
      expect(min <= initial && initial <= max).toBe(true);
      for (const value of [initial, max]) expect((value - min) % step).toBe(0);
    }
  });

  test("takes what its run.ts takes, and knows the types", async () => {
    const { parameters } = runParts(await runSource(figure.slug));
    const declared = figure.parameters.map((one) => ({
      name: one.name,
      type:
        one.kind === "range"
          ? "number"
          : one.choices.map(({ value }) => JSON.stringify(value)).join(" | "),
    }));
    expect(parameters).toEqual([...declared, { name: "seed", type: "number" }]);
  });

  test("imports the library and the quakes alone in its run.ts", async () => {
    const from = (await runSource(figure.slug)).matchAll(/from "([^"]+)"/g);
    for (const [, name] of from) expect(["headgate", "@headgate/quakes"]).toContain(name);
  });

  test("prints a cell that makes the same traces as the figure", async () => {
    const source = await runSource(figure.slug);
    for (const values of [initialValues(figure), ...draws(figure, 5, 3)]) {
      const shown = await runCell(cellOf(source, values, figure));
      expect(shown).toEqual(await shownBy(figure, values));
    }
  });
});

async function shownBy(figure: FigureSpec, values: Values): Promise<unknown> {
  const panels = await figure.run(values);
  return panels.map(({ label, trace }) => ({ label, entries: trace.entries }));
}

/** Runs the text of a cell as a notebook does: its imports are required, its body is awaited. */
async function runCell(cell: string): Promise<unknown> {
  const { code } = transform(cell, { transforms: ["typescript", "imports"] });
  const shown: { label: string; entries: Panel["trace"]["entries"] }[] = [];
  const show = (panels: readonly Panel[]): void => {
    for (const { label, trace } of panels) shown.push({ label, entries: trace.entries });
  };
  const modules: Record<string, unknown> = {
    headgate,
    "@headgate/quakes": quakes,
    "headgate/show": { show },
  };
  const body = `return (async () => {${code}\n})();`;
  const start = new Function("require", "exports", body) as (
    require: (name: string) => unknown,
    exports: object,
  ) => Promise<void>;
  await start((name) => modules[name], {});
  return shown;
}
