import { describe, expect, test } from "vitest";
import { readTrace, threeStages, traceOf } from "../show/run/traces.fixture.ts";
import { Reel } from "./reel.ts";
import { sentenceOf, statusLine, valueText } from "./status.ts";

const reel = new Reel([readTrace(threeStages())]);

describe("valueText", () => {
  test.each([
    [0, "before the first step"],
    [4, "step 4: double asks numbers for 10"],
    [9, "step 9: numbers sends double 10 events: 0 … 9"],
    [18, "step 18: double sends print 1 event: 8"],
  ])("of position %i says %s", (position, words) => {
    expect(valueText(reel, [""], position)).toBe(words);
  });

  test("names the run where there are several", () => {
    const two = new Reel([readTrace(threeStages()), readTrace(threeStages())]);
    expect(valueText(two, ["slow", "quick"], 1)).toBe("slow, step 1: numbers starts");
  });
});

describe("statusLine", () => {
  test.each([
    [0, "before the first of 31 steps"],
    [16, "step 16 of 31 at 20 ms: print asks double for 2"],
    [31, "step 31 of 31 at 40 ms: double ends: Error: boom & <bust>"],
  ])("of position %i says %s", (position, words) => {
    expect(statusLine(reel, [""], position)).toBe(words);
  });
});

test("statusLine tells a late time in the units of a calendar", () => {
  const late = traceOf([{ type: "start", stage: "feed", kind: "producer", at: 599_820_860 }]);
  expect(statusLine(new Reel([readTrace(late)]), [""], 1)).toBe(
    "step 1 of 1 at 6 d 22 h 37 min 0.86 s: feed starts",
  );
});

describe("sentenceOf", () => {
  test("says of every kind of step who does what", () => {
    const between = { producer: "feed", consumer: "desk", subscription: 1 };
    const { steps } = readTrace(
      traceOf([
        { type: "start", stage: "feed", kind: "producer", bufferSize: 6 },
        { type: "subscribe", ...between, maxDemand: 4, minDemand: 2, mode: "automatic" },
        { type: "buffered", stage: "feed", count: 2, total: 2 },
        { type: "unbuffered", stage: "feed", count: 1, total: 1 },
        { type: "discarded", stage: "feed", count: 3, why: "the buffer is full" },
        { type: "handle", phase: "begin", stage: "desk", from: "feed", events: [1] },
        { type: "handle", phase: "end", stage: "desk", from: "feed", events: [1] },
        { type: "cancel", ...between, reason: "normal" },
      ]),
    );
    expect(steps.map(sentenceOf)).toEqual([
      "feed starts",
      "desk subscribes to feed, max 4, min 2",
      "feed buffers 2, holds 2",
      "1 leave the buffer of feed, holds 1",
      "feed discards 3: the buffer is full",
      "desk handles 1 event from feed",
      "desk has handled 1 event",
      "desk and feed part: normal",
    ]);
  });

  test("makes names that nobody should trust safe to print", () => {
    const { steps } = readTrace(
      traceOf([{ type: "start", stage: "line\nbreak\u202e", kind: "producer" }]),
    );
    expect(sentenceOf(steps[0]!)).toBe("line break\ufffd starts");
  });
});
