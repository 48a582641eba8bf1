import { expect, test } from "vitest";
import { repositoryFiles } from "./repository-files.ts";

/* Comments, test names and pages cite rules by their ids: each of them is written down in lib/RULES.md. */

const ruleId = /(?<![\w-])(?:I|S|R|P|D|B|PT|C|E|F|W|O)-\d+(?![\w-])/g;
const files = repositoryFiles("lib");
const rules = files.find(({ path }) => path === "lib/RULES.md")?.text ?? "";
const written = new Set([...rules.matchAll(/^\s*- \*\*([A-Z]+-\d+)\b/gm)].map(([, id]) => id));

test("the rules are found", () => {
  expect(written.size).toBeGreaterThan(100);
  for (const id of ["S-10", "PT-12", "O-9"]) expect(written).toContain(id);
});

test("every rule that the library cites is written down", () => {
  const unknown = files
    .filter(({ path }) => /^lib\/(src\/.*\.ts|\w+\.md|conformance\/[\w.]+\.(ts|md))$/.test(path))
    .flatMap(({ path, text }) =>
      [...new Set(text.match(ruleId))]
        .filter((id) => !written.has(id))
        .map((id) => `${path}: ${id}`),
    );
  expect(unknown).toEqual([]);
});

test("the rules of dispatchers, consumer supervisors and ends are each cited by a test", () => {
  const cited = new Set(
    files
      .filter(({ path }) => path.endsWith(".test.ts"))
      .flatMap(({ text }) => text.match(ruleId) ?? []),
  );
  // Left out on purpose, inner state, and advice to users: there is nothing to see from outside.
  const silent = ["D-5", "PT-2", "B-9", "E-7"];
  const central = [...written].filter((id) => /^(D|B|PT|C|E)-/.test(id ?? ""));
  expect(central.filter((id) => !cited.has(id ?? "") && !silent.includes(id ?? ""))).toEqual([]);
});
