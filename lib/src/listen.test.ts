import { describe, expect, test } from "vitest";
import { fromIterable } from "./from-iterable.ts";
import { observedIn } from "./system-base.ts";
import type { TraceEntry } from "./trace.ts";
import { collector, hand, virtualSystem } from "./virtual-system.fixture.ts";

describe("listen", () => {
  test("tells each entry of a system that keeps none, until it is ended", async () => {
    const { system } = virtualSystem({ trace: false });
    const entries: TraceEntry[] = [];
    const source = hand();
    const feed = system.start(source.definition, { name: "feed" });
    const end = system.listen((entry) => entries.push(entry));
    system.start(collector([]), { name: "end", subscribeTo: [{ to: feed, maxDemand: 2 }] });
    await system.idle();
    source.emit("a");
    await system.idle();
    // The feed had started before; from then on, everything.
    expect(entries.map(({ type }) => type)).toEqual([
      "start",
      "subscribe",
      "ask",
      "demand",
      "events",
      "handle",
      "handle",
      "ask",
      "demand",
    ]);
    end();
    source.emit("b");
    await system.idle();
    expect(entries).toHaveLength(9);
    expect(system.trace).toMatchObject({ entries: [], truncated: 0 });
    expect(observedIn(system).tracer).toBeUndefined();
  });

  test("tells what the trace keeps, too", async () => {
    const { system } = virtualSystem();
    const entries: TraceEntry[] = [];
    const end = system.listen((entry) => entries.push(entry));
    await system.stream(system.start(fromIterable([1]))).next();
    expect(entries).toEqual(system.trace.entries);
    end();
    await system.close();
    expect(system.trace.entries.length).toBeGreaterThan(entries.length);
  });

  test("where nobody wants it makes no entry, and looks again when stages run", async () => {
    const { system } = virtualSystem({ trace: false });
    let isWanted = false;
    let asked = 0;
    const entries: TraceEntry[] = [];
    system.listen(
      (entry) => entries.push(entry),
      () => {
        asked++;
        return isWanted;
      },
    );
    const source = hand();
    const feed = system.start(source.definition);
    system.start(collector([]), { subscribeTo: [{ to: feed, maxDemand: 1000 }] });
    await system.idle();
    expect([entries, observedIn(system).tracer]).toEqual([[], undefined]);
    isWanted = true;
    asked = 0;
    source.emit(...Array.from({ length: 600 }, () => "a"));
    source.emit("b");
    await system.idle();
    expect(entries.map(({ type }) => type)).toContain("handle");
    expect(asked).toBeLessThan(10);
    isWanted = false;
    const { length } = entries;
    source.emit("c");
    await system.idle();
    source.emit("d");
    expect(entries).toHaveLength(length + 1);
    expect(observedIn(system).tracer).toBeUndefined();
  });

  test("several are all told; one that throws is reported and ends nobody", async () => {
    const { system, sentences } = virtualSystem({ trace: false });
    const entries: TraceEntry[] = [];
    system.listen(() => {
      throw new Error("no room");
    });
    const end = system.listen((entry) => entries.push(entry));
    const stage = system.start(collector([]));
    end();
    await system.stop(stage);
    expect(entries).toMatchObject([{ type: "start" }]);
    expect(stage.exitReason).toBe("normal");
    expect(sentences).toEqual([
      "A listener to the trace threw: Error: no room",
      "A listener to the trace threw: Error: no room",
    ]);
  });
});
