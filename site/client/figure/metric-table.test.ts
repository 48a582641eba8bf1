import { expect, test } from "vitest";
import { metricTable } from "./metric-table.ts";

const metric = (label: string, value: number, unit = "") => ({ label, value, unit });

test("metricTable has a column for each run, and says what has changed", () => {
  const before = [metric("Push: done at", 201, "ms"), metric("Pull: done at", 201, "ms")];
  const now = [
    metric("Push: done at", 2001, "ms"),
    metric("Push: lost", 1.005, "events"),
    metric("Pull: done at", 201, "ms"),
  ];
  expect(metricTable(now, before)).toEqual({
    runs: ["Push", "Pull"],
    rows: [
      { name: "done at", cells: [{ now: "2,001 ms", was: "201 ms" }, { now: "201 ms" }] },
      { name: "lost", cells: [{ now: "1.01 events" }, { now: "" }] },
    ],
  });
});

test("metricTable has one column without a name for numbers of no single run", () => {
  expect(metricTable([metric("Asks", 9), metric("Desk: busy", 12.5, "%")], [])).toEqual({
    runs: [""],
    rows: [
      { name: "Asks", cells: [{ now: "9" }] },
      { name: "Desk: busy", cells: [{ now: "12.5%" }] },
    ],
  });
});
