import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gaps } from "./gaps.ts";
import { differences, type Printed, printReference, readReference } from "./reference.ts";

/* A library of two entry points, small enough to be read here, and what is printed of it. */

const folder = mkdtempSync(join(tmpdir(), "headgate-reference-"));
const files: Record<string, string> = {
  "package.json": JSON.stringify({
    name: "headgate",
    version: "1.0.0",
    exports: {
      ".": { types: "./dist/index.d.ts" },
      "./extra": {
        require: { types: "./dist/extra/index.d.cts" },
        import: { types: "./dist/extra/index.d.ts" },
      },
      "./later": { types: "./dist/later/index.d.ts" },
      "./package.json": "./package.json",
    },
  }),
  "RULES.md": "# Rules\n\n## 2. Demand (S-)\n\n- **S-1 [V]** Ask first.\n",
  "dist/index.d.ts": `/**
 * All of it.
 *
 * @module headgate
 */
export { flow, Pump, type PumpOptions, type Pressure, type Code } from "./pump.js";
export type { Well } from "./pump.js";
`,
  "dist/pump.d.ts": `import { Base } from "./base.js";
/** How a pump works (S-1). */
export interface PumpOptions {
  /** In bar, from 1 up. Default: 2. */
  readonly pressure?: Pressure | undefined;
  /** Any other. */
  readonly [key: string]: unknown;
}
/** A pressure. */
export type Pressure = number;
/** Why it stopped. */
export type Code =
/** The well is empty. */
"dry"
/** A | in a text. */
 | "stuck";
export type Depth = 1 | 2;
/** Moves water: see {@link Pump}. */
export declare class Pump extends Base {
  constructor(options?: PumpOptions);
  /** Starts, and tells \`flow\` why not. */
  start(flow: Pressure): Code;
  /** Where it pumps. */
  readonly source: Well;
  /** Stops. */
  stop(): void;
  /** Waits. */
  wait(): void;
  /** Rests. */
  rest(): void;
}
/** Where \`Pump\` stands. */
export declare class Well {
  /** In m. */
  readonly depth: number;
}
/**
 * Sends one through \`Pump\`, and \`pump.stop\` stops.
 *
 * @example
 * const { value, Pump } = {
 *   value: flow(1),
 *   Pump: 1,
 * };
 */
export declare function flow(value: number): number;
`,
  "dist/base.d.ts": "export declare abstract class Base {\n}\n",
  "dist/extra/index.d.ts": `/** More of it. */
import type { Depth, Pressure } from "../pump.js";
/**
 * Reads a pressure.
 *
 * @example
 * import { stdin } from "node:process";
 *
 * const reading: Reading = read(String(stdin.isTTY));
 */
export declare function read(text: string): Reading;
/** What was read. */
export interface Reading extends Place {
  /** The number. */
  readonly value: Pressure;
}
/** Where. */
export interface Place {
  /** The well. */
  readonly well: string;
  /** In m. */
  readonly depth?: Depth;
}
`,
  "docs/pages/README.md": "# Reference\n\n<!-- pages -->\n\n`Pump` and `Pump`.\n",
  "docs/pages/why.md": "# Why\n\n`pump.start` (S-1)\n",
  "docs/examples/pump/start.ts": 'import { Pump } from "headgate";\n\nnew Pump().start(1);\n',
};

function write(all: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

let printed: Printed;
const page = (path: string): string => printed.get(`docs/reference/${path}`) ?? "";

beforeAll(async () => {
  write(files);
  printed = await printReference(folder);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("printReference", () => {
  test("prints a page for each value, with the types that it needs, and the pages written by hand", () => {
    expect([...printed.keys()].sort()).toEqual([
      "api.md",
      "docs/reference/README.md",
      "docs/reference/extra/read.md",
      "docs/reference/flow.md",
      "docs/reference/pump.md",
      "docs/reference/why.md",
    ]);
    expect(page("pump.md")).toMatch(
      /^# Pump$[\s\S]*^## Code$[\s\S]*^## Pressure$[\s\S]*^## Well$/m,
    );
  });

  test("prints signatures, what is said of them, and examples with their imports", () => {
    expect(page("flow.md")).toContain("```ts\nfunction flow(value: number): number;\n```");
    expect(page("flow.md")).toContain(
      '```ts\nimport { flow } from "headgate";\n\nconst { value, Pump } = {\n  value: flow(1),\n  Pump: 1,\n};\n```',
    );
    expect(page("extra/read.md")).toContain(
      '```ts\nimport { type Reading, read } from "headgate/extra";\nimport { stdin } from "node:process";',
    );
    expect(page("pump.md")).toContain("```ts\nnew Pump(options?: PumpOptions)\n```");
    expect(page("pump.md")).toContain(`### start

Starts, and tells \`flow\` why not.

\`\`\`ts
start(flow: Pressure): Code;
\`\`\`

Types: [Pressure](#pressure), [Code](#code).

\`\`\`ts
import { Pump } from "headgate";

new Pump().start(1);
\`\`\``);
  });

  test("prints options and strings as tables", () => {
    expect(page("pump.md")).toContain(`| name | type | |
| --- | --- | --- |
| \`pressure?\` | <code>[Pressure](#pressure) \\| undefined</code> | In bar, from 1 up. Default: 2. |
| any other | \`unknown\` | Any other. |`);
    expect(page("pump.md")).toContain('| `"stuck"` | A \\| in a text. |');
  });

  test("prints what an interface inherits with what it has", () => {
    expect(page("extra/read.md")).toMatch(
      /^## Reading$[\s\S]*^\| `value`.*\n\| `depth\?`.*\n\| `well` \| `string` \| The well\. \|$[\s\S]*^## Place$/m,
    );
  });

  test("prints types that nobody can import where they are needed", () => {
    expect(page("extra/read.md")).toMatch(/\| `well`.*\n\n```ts\ntype Depth = 1 \| 2;\n```\n$/);
  });

  test("links names and rules, on a page once, and never to itself", () => {
    expect(page("flow.md")).toContain(
      "Sends one through [`Pump`](pump.md), and `pump.stop` stops.",
    );
    expect(page("pump.md")).toContain("How a pump works ([S-1](../../RULES.md#2-demand-s-)).");
    expect(page("pump.md")).toContain("Moves water: see `Pump`.");
    expect(page("extra/read.md")).toContain("[Pressure](../pump.md#pressure)");
    expect(page("README.md")).toContain("[`Pump`](pump.md) and [`Pump`](pump.md).");
    expect(page("README.md")).toContain(
      "## headgate/extra\n\nMore of it.\n\n- [**read**](extra/read.md): Reads a pressure.<br>[Reading](extra/read.md#reading), [Place](extra/read.md#place)",
    );
  });

  test("prints the report sorted, entry point by entry point", () => {
    const report = printed.get("api.md") ?? "";
    expect(report).toMatch(
      /## headgate\n\n```ts\nexport type Code = "dry" \| "stuck";[\s\S]*flow\([\s\S]*class Pump/,
    );
    expect(report).toMatch(/## headgate\/extra\n\n```ts\n[\s\S]*function read/);
    expect(report).not.toMatch(/undocumented|@public/);
  });
});

test("gaps tells what no docstring says, and which example is missing", () => {
  const { pages, examples } = readReference(folder);
  expect(gaps(pages, examples)).toEqual([
    "Pump: no `@example` in its docstring, and no lib/docs/examples/pump.ts",
  ]);
  const silent = files["dist/pump.d.ts"]?.replace("/** In bar, from 1 up. Default: 2. */", "");
  write({ "dist/pump.d.ts": silent ?? "" });
  const again = readReference(folder);
  expect(gaps(again.pages, again.examples)[0]).toBe(
    "headgate, PumpOptions.pressure: no sentence in its docstring",
  );
});

test("differences tells what is missing, what changed where, and what nothing prints", () => {
  write(Object.fromEntries(printed));
  expect(differences(printed, folder)).toEqual([]);
  write({ "docs/reference/flow.md": "# flow\n\nold\n", "docs/reference/gone.md": "# Gone\n" });
  rmSync(join(folder, "docs/reference/pump.md"));
  expect(differences(printed, folder)).toEqual([
    expect.stringMatching(/^docs\/reference\/flow\.md: changed\n {4}- old\n {4}\+ \[Reference\]/),
    "docs/reference/pump.md: is missing",
    "docs/reference/gone.md: nothing prints it",
  ]);
});
