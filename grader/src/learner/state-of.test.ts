import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Report, Verdict } from "@headgate/check/engine";
import { afterEach, beforeEach, expect, test } from "vitest";
import { stateOf } from "./state-of.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "headgate-state-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const report = (points: number, verdict: Verdict): Report => ({
  slug: "counter",
  title: "Counter",
  points,
  max: 2,
  checks: [
    {
      id: "v-1",
      name: "a",
      hidden: false,
      verdict,
      points,
      max: 2,
      message: "",
      console: "",
      ms: 0,
    },
  ],
});

test.each([
  [undefined, report(0, "error"), "to do"],
  ["// TODO: write it\n", report(0, "wrong"), "to do"],
  ["// TODO: write it\n", report(1, "wrong"), "not solved yet"],
  ["mine\n", report(0, "wrong"), "not solved yet"],
  ["// TODO: forgotten\n", report(2, "correct"), "done"],
])("stateOf takes the file %j with its report for what it is (%#)", (text, seen, state) => {
  const stub = join(folder, "counter.ts");
  if (text !== undefined) writeFileSync(stub, text);
  expect(stateOf(seen, { stub })).toBe(state);
});
