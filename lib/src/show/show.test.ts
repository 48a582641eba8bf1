import { afterEach, describe, expect, test, vi } from "vitest";
import { consumer, producer, System } from "../index.ts";
import { plot, show } from "./index.ts";
import { signs } from "./paint/svg.fixture.ts";
import { threeStages } from "./run/traces.fixture.ts";

const hook = Symbol.for("headgate.display");

function shown(run: () => unknown): { "text/plain": string; "text/html": string } {
  const seen = vi.fn();
  Reflect.set(globalThis, hook, seen);
  // What a cell's last expression answers is printed below its output.
  expect(run()).toBeUndefined();
  expect(seen).toHaveBeenCalledOnce();
  return seen.mock.calls[0]![0];
}

afterEach(() => {
  Reflect.deleteProperty(globalThis, hook);
  Reflect.deleteProperty(globalThis, "__tslab__");
  vi.restoreAllMocks();
});

describe("show", () => {
  test("draws a run of the library with what it asked and sent", async () => {
    const system = new System({ clock: "virtual", trace: true });
    const numbers = system.start(
      producer(() => {
        let next = 0;
        return { handleDemand: (demand) => Array.from({ length: demand }, () => next++) };
      }),
      { name: "numbers" },
    );
    let seen = 0;
    system.start(
      consumer((stage) => ({
        handleEvents: async (events: number[]) => {
          await stage.sleep(10);
          seen += events.length;
          if (seen >= 20) stage.stop("normal");
        },
      })),
      { name: "print", subscribeTo: [{ to: numbers, maxDemand: 10, minDemand: 5 }] },
    );
    await system.advance(1000);
    const { "text/html": html, "text/plain": text } = shown(() => show(system, { as: "sequence" }));
    const sent = system.trace.entries.flatMap((entry) =>
      entry.type === "events" ? [entry.events.length] : [],
    );
    expect(seen).toBe(20);
    expect(signs(html, "disc").slice(1)).toEqual(sent);
    expect(text).toContain("numbers → print");
  });

  test("takes a trace as well", () => {
    expect(shown(() => show(threeStages()))["text/plain"]).toContain("3 stages, 31 steps");
  });

  test("gives a page what its player needs, and the drawing until it is there", () => {
    const bundle: Record<string, string> = shown(() =>
      show([{ label: "one", trace: threeStages() }], { title: "One" }),
    );
    expect(bundle["text/html"]).toContain("<svg ");
    expect(bundle["text/html"]).not.toContain("<script");
    expect(JSON.parse(bundle["application/vnd.headgate.figure+json"]!)).toMatchObject({
      title: "One",
      panels: [{ label: "one", recording: { truncated: 0 } }],
    });
  });

  test.each([
    ["that plays", 2, () => "play()"],
    ["that stays still where the player is not there", 0, () => expect.unreachable()],
  ])("gives a notebook a figure %s", (_, scripts, require) => {
    const html = vi.fn();
    Reflect.set(globalThis, "__tslab__", { require: () => ({ display: { html } }) });
    vi.spyOn(process, "getBuiltinModule").mockReturnValue({ createRequire: () => require });
    show(threeStages());
    const [output] = html.mock.calls[0] as [string];
    expect(output).toMatch(/^<div class="headgate-figure">\n<figure [^]*<img [^]*<\/div>\n$/);
    expect(output.split("<script").length - 1).toBe(scripts);
  });

  test("says what is missing where a system was made without a trace", () => {
    const { "text/plain": text } = shown(() => show(new System({ clock: "virtual" })));
    expect(text).toContain("made without `trace: true`");
  });

  test.each([[5], [null], [undefined], [{}], [{ trace: 5 }]])("refuses %j", (wrong) => {
    expect(() => show(wrong as never)).toThrow(
      /^Expected `show` to be given a system or its trace, got `/,
    );
  });
});

test("plot displays its drawing", () => {
  const { "text/html": html } = shown(() =>
    plot([
      {
        name: "queue",
        points: [
          [0, 0],
          [10, 40],
        ],
      },
    ]),
  );
  expect(html).toContain("queue: max 40.");
});
