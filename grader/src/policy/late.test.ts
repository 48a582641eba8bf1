import { describe, expect, test } from "vitest";
import { dueTime, dueWords, extensionDue } from "./due-time.ts";
import { lateDaysOf, latenessOf } from "./late-days.ts";
import { latePolicy, noLatePolicy, shareLost } from "./late-policy.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe("latePolicy", () => {
  test.each([
    ["none", 0, 0, 0],
    ["zero", 1, 1, 0],
    [" zero , grace=1d ", 1, 1, day],
    ["10%/day", 0.1, 1, 0],
    ["0%/day", 0, 1, 0],
    ["2.5%/day,max=50%", 0.025, 0.5, 0],
    ["10%/day,grace=15m,max=50%", 0.1, 0.5, 15 * minute],
    ["100%/day,max=0%,grace=2h", 1, 0, 2 * hour],
  ])("reads %j", (text, perDay, most, graceMs) => {
    expect(latePolicy(text)).toEqual({ text: text.trim(), perDay, most, graceMs });
  });

  test.each([
    ["", 'got ""'],
    ["10%", 'got "10%"'],
    ["10/day", 'got "10/day"'],
    ["-5%/day", 'got "-5%/day"'],
    ["101%/day", "the rate is above 100 %"],
    ["none,grace=1d", '"grace=1d" is not known behind "none"'],
    ["zero,max=50%", '"max=50%" is not known behind "zero"'],
    ["10%/day,max=120%", '"max=120%" is not known'],
    ["10%/day,max=5", '"max=5" is not known'],
    ["10%/day,grace=15", '"grace=15" is not known'],
    ["10%/day,grace=15s", '"grace=15s" is not known'],
    ["10%/day,grace=1h,grace=2h", 'there are two of "grace"'],
    ["10%/day,", '"" is not known'],
    ["10%/day,constructor=1", '"constructor=1" is not known'],
  ])("refuses %j in one sentence", (text, why) => {
    expect(() => latePolicy(text)).toThrow(why);
    expect(() => latePolicy(text)).toThrow(/^Expected `--late` to be [^\n]*\.$/);
  });

  test.each([
    ["none", 9, 0],
    ["zero", 0, 0],
    ["zero", 1, 1],
    ["10%/day", 3, 0.3],
    ["40%/day", 3, 1],
    ["40%/day,max=50%", 3, 0.5],
  ])("%s costs on %d days a share of %d", (text, days, share) => {
    expect(shareLost(latePolicy(text), days)).toBeCloseTo(share, 12);
  });
});

describe("dueTime", () => {
  test.each([
    ["2026-12-01Z", "2026-12-01T23:59:59.999Z"],
    ["2026-12-01+02:00", "2026-12-01T21:59:59.999Z"],
    ["2026-12-01T18:00-05:30", "2026-12-01T23:30:00.000Z"],
    ["2026-12-01 18:00:30Z", "2026-12-01T18:00:30.000Z"],
    ["2024-02-29T00:00Z", "2024-02-29T00:00:00.000Z"],
  ])("reads %s in the zone it names", (text, iso) => {
    expect(dueTime(text).at.toISOString()).toBe(iso);
  });

  test("without an offset it is this machine's time, and the words say so", () => {
    const due = dueTime("2026-12-01");
    expect(due.at).toEqual(new Date(2026, 11, 1, 23, 59, 59, 999));
    expect(dueWords(due)).toMatch(/^2026-12-01 23:59, the time of this machine \(.+\)$/);
    expect(dueWords(dueTime("2026-12-01T18:00+02:00"))).toBe("2026-12-01 18:00 +02:00");
  });

  test.each([
    "",
    "tomorrow",
    "1.12.2026",
    "2026-02-30",
    "2026-13-01",
    "2026-12-01T24:00",
    "2026-12-01T18",
    "2026-12-01T18:00+25:00",
  ])("refuses %j in one sentence", (text) => {
    expect(() => dueTime(text)).toThrow(/^Expected `--due` to be a day such as [^\n]*\.$/);
  });
});

describe("extensionDue", () => {
  const due = dueTime("2026-12-01T18:00+02:00");

  test.each([
    [{ until: "2026-12-03" }, "2026-12-03T21:59:59.999Z"],
    [{ until: "2026-12-03T09:00" }, "2026-12-03T07:00:00.000Z"],
    [{ until: "2026-12-03T09:00Z" }, "2026-12-03T09:00:00.000Z"],
    [{ days: 2 }, "2026-12-03T16:00:00.000Z"],
    [{ until: "2026-11-01" }, "2026-12-01T16:00:00.000Z"],
  ])("%j is in the zone of the due time and never earlier than it", (extension, iso) => {
    expect(extensionDue(extension, due)?.toISOString()).toBe(iso);
  });

  test("days go by the calendar of this machine, and mean nothing without a due time", () => {
    expect(extensionDue({ days: 200 }, dueTime("2026-03-01"))).toEqual(
      new Date(2026, 2, 201, 23, 59, 59, 999),
    );
    expect(extensionDue({ days: 2 })).toBeUndefined();
    expect(extensionDue({ until: "2026-12-03Z" })).toEqual(new Date("2026-12-03T23:59:59.999Z"));
  });
});

describe("lateDaysOf", () => {
  const due = new Date("2026-12-01T18:00:00Z");
  const after = (ms: number): Date => new Date(due.getTime() + ms);
  const graceMs = 15 * minute;

  test.each([
    ["in time", { handedInAt: after(-day) }, 0],
    ["to the moment", { handedInAt: after(0) }, 0],
    ["a moment later", { handedInAt: after(1) }, 1],
    ["one day", { handedInAt: after(day) }, 1],
    ["a day and a moment", { handedInAt: after(day + 1) }, 2],
    ["within grace", { handedInAt: after(graceMs), graceMs }, 0],
    ["behind grace, counted from the due time", { handedInAt: after(day + 1), graceMs }, 2],
    ["within the extension", { handedInAt: after(day), extensionDue: after(2 * day) }, 0],
    ["behind the extension", { handedInAt: after(3 * day), extensionDue: after(2 * day) }, 1],
    ["a time known, the flag is not asked", { handedInAt: after(-1), isLate: true }, 0],
    ["the LMS says in time", { isLate: false }, 0],
  ])("%s", (_name, handed, days) => {
    expect(lateDaysOf({ due, ...handed })).toEqual({ days });
  });

  test.each([
    ["the LMS's word without a time", { due, isLate: true }, 1, "but"],
    [
      "the LMS's word without a due time",
      { handedInAt: after(day), isLate: true },
      1,
      "no due time was given",
    ],
    [
      "the LMS's word and an extension",
      { due, isLate: true, extensionDue: after(day) },
      0,
      "You have an extension",
    ],
    ["nothing known", { due }, 0, "When this was handed in is not known"],
  ])("%s leaves a note", (_name, handed, days, note) => {
    const told = lateDaysOf(handed);
    expect(told.days).toBe(days);
    expect(told.note?.replace("it does not say when", "but")).toContain(note);
    expect(told.note).toMatch(/^[A-Z][^\n]*\.$/);
    // Students read it: it asks nothing of them.
    expect(told.note).not.toContain("look at it");
  });

  test("an extension on the LMS's word alone is for an instructor to check", () => {
    const extended = { due, extensionDue: after(day) };
    expect(lateDaysOf({ ...extended, isLate: true }).isUnchecked).toBe(true);
    expect(lateDaysOf({ ...extended, isLate: true, handedInAt: after(1) })).toEqual({ days: 0 });
    expect(lateDaysOf({ due, isLate: true }).isUnchecked).toBeUndefined();
  });

  test("without a due time nobody is late", () => {
    expect(lateDaysOf({})).toEqual({ days: 0 });
    expect(lateDaysOf({ handedInAt: after(day) })).toEqual({ days: 0 });
  });

  test("latenessOf takes the policy's grace and the student's extension", () => {
    const policy = latePolicy("10%/day,grace=1h");
    const theDue = dueTime("2026-12-01T18:00Z");
    expect(latenessOf({ handedInAt: after(hour) }, { due: theDue, policy }).days).toBe(0);
    expect(latenessOf({ handedInAt: after(hour + 1) }, { due: theDue, policy }).days).toBe(1);
    const extension = { days: 2 };
    expect(
      latenessOf({ handedInAt: after(2 * day) }, { due: theDue, policy, extension }).days,
    ).toBe(0);
    expect(latenessOf({ isLate: true }, { policy: noLatePolicy, extension }).days).toBe(0);
  });
});
