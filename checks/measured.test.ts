import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

/*
 * The figures of lib/README.md are those of lib/bench/measured.json, which
 * `npm run bench -- --json lib/bench/measured.json` writes.
 */

interface Measured {
  readonly node: string;
  readonly rounds: number;
  readonly titles: Readonly<Record<string, string>>;
  readonly results: Readonly<Record<string, readonly { name: string; median: number }[]>>;
  readonly aims: readonly { work: string; name: string; than: string; ratio: number }[];
}

const text = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), "utf8");

/** Three digits; more would say more than was measured. */
function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function millions({ results }: Measured, work: string, contestant: string): string {
  const row = results[work]?.find(({ name }) => name === contestant);
  if (row === undefined) throw new Error(`measured.json has no ${contestant} in ${work}`);
  return digits(row.median / 1e6);
}

/** The table as it has to stand in the README. */
function tableOf(measured: Measured): string {
  const rows = measured.aims.map(({ work, name, than, ratio }) => {
    const own = millions(measured, work, name);
    const peer = millions(measured, work, than);
    return `| ${measured.titles[work]} | ${name} | ${own} | ${than} | ${peer} | ${digits(ratio)} |`;
  });
  const head = "| work | | million/s | beside | million/s | ratio |";
  return [head, "| --- | --- | --: | --- | --: | --: |", ...rows].join("\n");
}

test("the README of the library states what was measured, and with what", () => {
  const measured = JSON.parse(text("lib/bench/measured.json")) as Measured;
  const readme = text("lib/README.md");
  const section = readme.split("## How fast\n")[1]?.split("\n## ")[0] ?? "";
  expect(section).toContain(tableOf(measured));
  expect(section).toContain(`medians of ${measured.rounds} rounds on Node ${measured.node}`);
});
