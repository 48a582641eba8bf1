import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { System } from "../system.ts";
import { counter, manual } from "../virtual-system.fixture.ts";
import { watch } from "./watch.ts";

const hook = Symbol.for("headgate.display");
const figureType = "application/vnd.headgate.figure+json";

function pipeline(): System {
  const system = new System({ log: false });
  const feed = system.start(counter(), { name: "feed" });
  system.start(manual([]), { name: "end", subscribeTo: [{ to: feed }] });
  return system;
}

describe("watch", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  });
  afterEach(() => {
    vi.useRealTimers();
    Reflect.deleteProperty(globalThis, hook);
    Reflect.deleteProperty(globalThis, "__tslab__");
    vi.restoreAllMocks();
  });

  test("shows a page one output again and again, of which the last can be played", async () => {
    const shown: [Record<string, string>, { display_id: string }][] = [];
    Reflect.set(globalThis, hook, (...given: (typeof shown)[number]) => shown.push(given));
    const watching = watch(pipeline(), { title: "The desk", forMs: 1000 });
    vi.advanceTimersByTime(2000);
    await watching.done;
    expect(shown).toHaveLength(4);
    expect(new Set(shown.map(([, { display_id }]) => display_id)).size).toBe(1);
    expect(shown.slice(0, -1).some(([bundle]) => figureType in bundle)).toBe(false);
    const data = JSON.parse(shown.at(-1)![0][figureType]!) as { title: string; panels: unknown };
    expect(data).toMatchObject({ title: "The desk", view: "topology", step: 4 });
    expect(data.panels).toMatchObject([{ samples: { length: 4 } }]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("writes into one place of a notebook", () => {
    const places: string[][] = [];
    const newDisplay = () => {
      const place: string[] = [];
      places.push(place);
      return { html: (html: string) => place.push(html) };
    };
    Reflect.set(globalThis, "__tslab__", { require: () => ({ newDisplay }) });
    const watching = watch(pipeline(), { everyMs: 100 });
    vi.advanceTimersByTime(250);
    watching.stop();
    watching.stop();
    expect(places.map((place) => place.length)).toEqual([3]);
    expect(places[0]![0]).toContain("feed");
  });

  test("prints in a terminal once, at the end", () => {
    const print = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const watching = watch(pipeline());
    vi.advanceTimersByTime(1000);
    expect(print).not.toHaveBeenCalled();
    watching.stop();
    expect(print).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("feed"));
  });

  test.each([
    [{ forMs: 0 }, "Expected `forMs` to be a finite number of milliseconds from 1 up, got `0`"],
    [{ everyMs: 0 }, "Expected `everyMs` to be a finite number of milliseconds from 1 up"],
    [{ every: 5 }, "Unknown option `every`: watch takes"],
    [{ as: "sequence" as never }, "Expected `as` of watch to be"],
  ])("refuses %o", (options, sentence) => {
    expect(() => watch(pipeline(), options as object)).toThrow(sentence);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("refuses what is no system", () => {
    expect(() => watch(undefined as never)).toThrow("Expected `watch` to be given a system");
  });

  test("refuses a virtual clock, on which a run takes no time", () => {
    expect(() => watch(new System({ clock: "virtual" }))).toThrow("on the real clock");
  });
});
