import { expect, test } from "vitest";
import { timeIn, writtenTime } from "./times.ts";

const local = new Date(2026, 10, 1, 12, 30);

test.each<[string, Date | undefined]>([
  ["2026-11-01T12:30:00Z", new Date("2026-11-01T12:30:00Z")],
  ["2026-11-01T12:30:00.123+02:00", new Date("2026-11-01T10:30:00Z")],
  ["2026-11-01 12:30:00.948203 UTC", new Date("2026-11-01T12:30:00Z")],
  ["2026-11-01 12:30:00.9 America/Los_Angeles", new Date("2026-11-01T20:30:00Z")],
  ["2026-07-01 12:30:00 Europe/Vienna", new Date("2026-07-01T10:30:00Z")],
  ["2026-11-01 12:30:00 Nowhere/Atall", undefined],
  ["2026-11-01-12-30-00", local],
  ["2026-11-01T12-30-00", local],
  ["2026-11-01 12.30", local],
  ["20261101T123000", local],
  ["2026-11-01", new Date(2026, 10, 1)],
  ["2026-13-01", undefined],
  ["2026-02-30", undefined],
  ["2026-11-01 25:00:00", undefined],
  ["12-stages", undefined],
  ["01-counter", undefined],
])("timeIn %j", (text, wanted) => {
  expect(timeIn(text)).toEqual(wanted);
});

test.each<[string, Date | undefined]>([
  ["Sunday, 1 November 2026, 12:30 PM", local],
  ["Sunday, November 1, 2026, 12:30 PM", local],
  ["1 Nov 2026, 12:30", local],
  ["Sunday, 1 November 2026, 12:05 AM", new Date(2026, 10, 1, 0, 5)],
  ["2026-11-01 12:30", local],
  ["Sonntag, 1. Wintermonat 2026, 12:30", undefined],
  ["-", undefined],
  ["", undefined],
])("writtenTime %j", (text, wanted) => {
  expect(writtenTime(text)).toEqual(wanted);
});
