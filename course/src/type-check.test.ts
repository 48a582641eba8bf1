import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { cellModule } from "./cell-module.ts";
import { parse } from "./parse.ts";
import { runnableCode } from "./runnable-code.ts";
import { typeCheck } from "./type-check.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

const source = `---
title: X
minutes: 5
---
\`\`\`ts
import { week, type Quake } from "@headgate/quakes";
const first: Quake = week[0];
\`\`\`
\`\`\`ts
import { week, aftershocks } from "@headgate/quakes";

const again: number = first;
const first2 = week.length + aftershocks({ seed: 1 }).length;
\`\`\`
\`\`\`ts
const first: string = null;
console.log(first.length, first2);
\`\`\`
`;
const chapter = parse(source, { path: "course/chapters/00-x.md" });

describe("cellModule", () => {
  test("nests the cells, hoists each import once, and knows where lines come from", () => {
    const { text, origins } = cellModule(runnableCode(chapter));
    expect(text).toMatchInlineSnapshot(`
      "export {};
      import { week } from "@headgate/quakes";
      import { Quake } from "@headgate/quakes";
      import { aftershocks } from "@headgate/quakes";
      {
                                                          
      const first: Quake = week[0];
      {
                                                           

      const again: number = first;
      const first2 = week.length + aftershocks({ seed: 1 }).length;
      {
      const first: string = null;
      console.log(first.length, first2);
      }}}"
    `);
    const again = text.split("\n").findIndex((line) => line.startsWith("const again"));
    expect(origins[again]).toEqual({ path: "course/chapters/00-x.md", line: 12 });
  });
});

describe("typeCheck", () => {
  test(
    "tells strict faults at the lines of the source, and lets a later cell declare a name again",
    { timeout: 60_000 },
    () => {
      expect(typeCheck(root, [chapter]).map((fault) => fault.message)).toEqual([
        "course/chapters/00-x.md:12: TypeScript 7 (TS2322): Type 'Quake' is not assignable to type 'number'.",
        "course/chapters/00-x.md:16: TypeScript 7 (TS2322): Type 'null' is not assignable to type 'string'.",
      ]);
    },
  );
});
