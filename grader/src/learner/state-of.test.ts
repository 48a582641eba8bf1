import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Report } from "@headgate/check/engine";
import { expect, test } from "vitest";
import { stateOf } from "./state-of.ts";

test("stateOf takes an exercise whose file is missing for one to do", () => {
  const report: Report = { slug: "counter", title: "Counter", points: 0, max: 1, checks: [] };
  expect(stateOf(report, { stub: join(tmpdir(), "no-such-folder", "counter.ts") })).toEqual([
    "–",
    "to do",
  ]);
});
