import { describe, expect, test } from "vitest";
import { System, consumer, producer } from "../../../index.ts";
import type { Trace } from "../../../trace.ts";
import { draw } from "../../draw.ts";
import { readTrace, traceOf } from "../../run/traces.fixture.ts";
import { viewOf } from "../../run/view.ts";
import { depthOf, total, type Section } from "./depth.ts";

const onOrderOf = (trace: Trace): Section | undefined =>
  depthOf(viewOf(readTrace(trace), {})).sections.find(({ of }) => of === "on order");

/** A feed that is cast messages of so many events, and a desk that takes a ms for each. */
async function pushed(limits: object, messages: readonly number[]): Promise<Trace> {
  const system = new System({ clock: "virtual", trace: true });
  const byHand = producer(() => ({
    handleDemand: () => {},
    handleCast: (n: number) => Array.from({ length: n }, (_, index) => index),
  }));
  const desk = consumer<number>((stage) => ({
    handleEvents: (events) => stage.sleep(events.length),
  }));
  const feed = system.start(byHand, { name: "feed" });
  const subscribeTo = [{ to: feed, maxDemand: 10, minDemand: 5, ...limits }];
  system.start(desk, { name: "desk", subscribeTo });
  for (const n of messages) system.cast(feed, n);
  await system.idle();
  return system.trace;
}

describe("what is on order", () => {
  test("falls as it is handled, and rises where it has come down to minDemand", async () => {
    const { strips } = onOrderOf(await pushed({}, [7, 3]))!;
    // In one piece 7 are cut into 5 and 2: asked for behind the 5, and not where they arrive.
    expect(total(strips[0]!).map(([, value]) => value)).toEqual([0, 10, 5, 10, 8, 5, 10]);
    expect(strips[0]).toMatchObject({ name: "feed → desk", asksAgainAt: 5 });
  });

  test.each([1, 4, 9])("is never left at minDemand %i or below", async (minDemand) => {
    const trace = await pushed({ minDemand }, [7, 1, 3, 5, 2, 9, 10, 4]);
    const line = total(onOrderOf(trace)!.strips[0]!);
    expect(line.filter(([, value]) => value <= minDemand).length).toBeGreaterThan(2);
    for (const [index, [at, value]] of line.entries()) {
      if (value > minDemand || index === 0) continue;
      expect(line[index + 1]).toEqual([at, 10]);
    }
  });

  test("is a line with its level in the picture, a mark in the text and a sentence in both", async () => {
    const { svg, text } = draw(await pushed({}, [7, 3, 5, 5, 5, 5]), { as: "depth" });
    expect(svg).toContain(">asks at minDemand 5</text>");
    // The level lies halfway up a strip of 50.
    const strip = svg.slice(svg.indexOf(">on order"), svg.indexOf(">handled "));
    const bottom = Number(/V([\d.]+)h312/.exec(strip)![1]);
    expect(strip).toContain(`<path d="M44 ${bottom - 25}h312" stroke="currentColor"`);
    expect(text).toMatch(/◎ on order: .*\n {2}feed → desk .*│ minDemand 5, max 10, last 10\n/);
    for (const form of [text.replace("\n", " "), /<desc>.*<\/desc>/.exec(svg)![0]])
      expect(form).toMatch(/feed → desk asks\sagain\sat\s5 on order or fewer\./);
  });

  test("is not drawn where minDemand is 0, or nobody goes by it", async () => {
    expect(onOrderOf(await pushed({ minDemand: 0 }, [7, 3]))).toBeUndefined();
    const between = { producer: "feed", consumer: "desk", subscription: 1 };
    const manual = { type: "subscribe", ...between, maxDemand: 10, minDemand: 5 } as const;
    const ask = { type: "ask", ...between, demand: 10 } as const;
    expect(onOrderOf(traceOf([{ ...manual, mode: "manual" }, ask]))).toBeUndefined();
  });

  test("is not drawn where more was sent than asked for, which is on no order", () => {
    const between = { producer: "feed", consumer: "desk", subscription: 1 };
    const limits = { maxDemand: 10, minDemand: 5, mode: "automatic" } as const;
    const trace = (n: number): Trace =>
      traceOf([
        { type: "subscribe", ...between, ...limits },
        { type: "ask", ...between, demand: 10 },
        { type: "events", ...between, events: Array.from({ length: n }, () => 0) },
      ]);
    expect([onOrderOf(trace(10))?.of, onOrderOf(trace(11))?.of]).toEqual(["on order", undefined]);
  });
});

describe("subscriptions of the same two stages", () => {
  const limits = { maxDemand: 4, minDemand: 2, mode: "automatic" } as const;
  const edge = (subscription: number) => ({ producer: "feed", consumer: "desk", subscription });
  const opens = (n: number) =>
    [
      { type: "subscribe", ...edge(n), ...limits },
      { type: "ask", ...edge(n), demand: 4 },
    ] as const;
  const handled = { type: "handle", stage: "desk", from: "feed", events: [1] } as const;
  const handles = [
    { ...handled, phase: "begin" },
    { ...handled, phase: "end" },
  ] as const;
  const sends = (n: number) => ({ type: "events", ...edge(n), events: [1] }) as const;

  test("have no line where two are open: nobody knows on which it came", () => {
    const trace = traceOf([...opens(1), ...opens(2), sends(2), ...handles]);
    expect(onOrderOf(trace)).toBeUndefined();
  });

  test("have a line each where one has taken the place of the other", () => {
    const cancel = { type: "cancel", ...edge(1), reason: "normal" } as const;
    const trace = traceOf([...opens(1), sends(1), cancel, ...opens(2), ...handles, sends(2)]);
    const values = onOrderOf(trace)!.strips.map((strip) => total(strip).map((point) => point[1]));
    // What the first had sent is handled late, and was no order of the second.
    expect(values).toEqual([
      [0, 4, 0],
      [0, 4],
    ]);
  });
});
