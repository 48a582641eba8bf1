import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Chapter } from "./chapter.ts";
import { fixture } from "./fixture.test-data.ts";
import { parse } from "./parse.ts";
import { recordOutputs } from "./record.ts";
import { compareRun, compileChapter, runChapter } from "./run-chapter.ts";

// The child process runs without vitest: it is the built one.
const program = fileURLToPath(new URL("../dist/tslab-session.js", import.meta.url));

const head = "---\ntitle: X\nminutes: 5\n---\n";

function chapter(body: string, draft = true): Chapter {
  return parse(head + body, { path: "course/chapters/00-x.md", draft });
}

/** Runs a body: what it becomes when its outputs are recorded, and where it is at fault as it stands. */
async function run(
  body: string,
  options: { timeoutMs?: number } = {},
): Promise<{ body: string; faults: string[] }> {
  const drafted = chapter(body);
  const ran = await runChapter(fixture, drafted, { program, ...options });
  const faults = [...ran.faults, ...compareRun(drafted, ran)].map((fault) => fault.message);
  return { body: recordOutputs(head + body, ran.results).slice(head.length), faults };
}

function varying(code: string): string {
  return `\`\`\`ts\n${code}\n\`\`\`\n\`\`\`text output varies\n0.5\n\`\`\`\n`;
}

const display = 'Reflect.get(globalThis, Symbol.for("headgate.display"))';

describe("runChapter", () => {
  test("records what cells print, throw and display, and leaves what is recorded", async () => {
    const before =
      "One.\n\n```ts\nconst a: number = 1;\nconsole.log(`a = ${a}`);\n```\n\nTwo, and `a` is still there.\n\n" +
      '```ts\nconsole.log(a + 1);\nconsole.error("no");\n```\n```text output\nwrong\n```\n\nThree.\n\n' +
      '```ts expect-error\nawait Promise.reject(new RangeError("full"));\n```\n' +
      `\`\`\`ts\n${display}({ "text/plain": "~ \`\`\`\\n\`\`\`", "text/html": "<b>~</b>" });\n\`\`\`\n` +
      "```ts\nconst b = 2;\n```\n```text output\ngone\n```\n";
    const { body: after } = await run(before);
    expect(after).toMatchInlineSnapshot(`
      "One.

      \`\`\`ts
      const a: number = 1;
      console.log(\`a = \${a}\`);
      \`\`\`
      \`\`\`text output
      a = 1
      \`\`\`

      Two, and \`a\` is still there.

      \`\`\`ts
      console.log(a + 1);
      console.error("no");
      \`\`\`
      \`\`\`text output
      2
      \`\`\`
      \`\`\`error output
      no
      \`\`\`

      Three.

      \`\`\`ts expect-error
      await Promise.reject(new RangeError("full"));
      \`\`\`
      \`\`\`error output
      RangeError: full
      \`\`\`
      \`\`\`ts
      Reflect.get(globalThis, Symbol.for("headgate.display"))({ "text/plain": "~ \`\`\`\\n\`\`\`", "text/html": "<b>~</b>" });
      \`\`\`
      \`\`\`\`html output
      ~ \`\`\`
      \`\`\`
      \`\`\`\`
      \`\`\`ts
      const b = 2;
      \`\`\`
      "
    `);
    expect(await run(after)).toEqual({ body: after, faults: [] });
  });

  test("keeps an output that varies, and asks only that there is one", async () => {
    const body = varying("console.log(Math.random());");
    const { body: after, faults } = await run(body + varying("const a = 1;"));
    expect(after.startsWith(body)).toBe(true);
    expect(faults).toEqual([
      "course/chapters/00-x.md:11: this cell has a `text output`, but prints nothing there; `npm run notebooks -- 00 --run` records it",
    ]);
  });

  test("says where a cell gives something else than expected", async () => {
    const { faults } = await run(
      "```ts\nconsole.log(`1\\n2`);\n```\n```text output\n1\n3\n```\n```ts\nconsole.log(4);\n```\n```ts\nconst a = 1;\n```\n" +
        `\`\`\`text output\n5\n\`\`\`\n\`\`\`html output\n\`\`\`\n\`\`\`ts\n${display}({ "text/html": "x" });\n\`\`\`\n`,
    );
    expect(faults).toEqual([
      "course/chapters/00-x.md:5: line 2 of this cell's `text output` is `3`, but the cell prints `2`; `npm run notebooks -- 00 --run` records it",
      "course/chapters/00-x.md:12: this cell prints `4` and has no `text output`; `npm run notebooks -- 00 --run` records it",
      "course/chapters/00-x.md:15: this cell has a `text output`, but prints nothing there; `npm run notebooks -- 00 --run` records it",
      "course/chapters/00-x.md:15: this cell displays nothing, but has an `html output`",
      "course/chapters/00-x.md:23: this cell displays something; `npm run notebooks -- 00 --run` records it",
    ]);
  });

  test.each<[string, string, string]>([
    ["throws", 'x\n```ts\nthrow new Error("no");\n```\n', "7: this cell fails: Error: no"],
    [
      "does not compile",
      '```ts\nlet a = 1;\na = "b";\n```\n',
      "7: tslab's compiler: Type 'string' is not assignable to type 'number'.",
    ],
    [
      "should throw",
      "```ts expect-error\n1;\n```\n",
      "6: this cell is marked `expect-error`, but threw nothing",
    ],
    [
      "forgets a rejection",
      '```ts\nvoid Promise.reject(new Error("lost"));\n```\n',
      "6: a promise of this cell was rejected and nobody handled it: Error: lost",
    ],
    [
      "ends the session",
      "```ts\nprocess.exit(3);\n```\n",
      "6: the session ended while this cell ran",
    ],
  ])("stops at a cell that %s", async (_, body, sentence) => {
    const later = "```ts\nconsole.log(1);\n```\n";
    const { faults } = await run(body + later);
    expect(faults).toEqual([`course/chapters/00-x.md:${sentence}`]);
  });

  test("stops a cell that does not end", async () => {
    const { faults } = await run("```ts\nwhile (true) {}\n```\n", { timeoutMs: 3000 });
    expect(faults).toEqual(["course/chapters/00-x.md:6: this cell did not end within 3 s"]);
  });
});

describe("compileChapter", () => {
  test("finds what tslab's compiler refuses, and goes on", async () => {
    const source = chapter(
      "```ts\nconst a = 1;\n```\n```ts\nlet b: string = a;\n```\n```ts\nlet c: string = a;\n```\n",
    );
    const faults = await compileChapter(fixture, source, { program });
    expect(faults.map((fault) => fault.message)).toEqual([
      "course/chapters/00-x.md:9: tslab's compiler: Type 'number' is not assignable to type 'string'.",
      "course/chapters/00-x.md:12: tslab's compiler: Type 'number' is not assignable to type 'string'.",
    ]);
  });
});
