import { createRequire } from "node:module";
import { afterEach, describe, expect, test, vi } from "vitest";
import { display } from "./display.ts";

const hook = Symbol.for("headgate.display");
const bundle = { "text/plain": "owed 5", "text/html": "<b>owed 5</b>" };

afterEach(() => {
  Reflect.deleteProperty(globalThis, hook);
  Reflect.deleteProperty(globalThis, "__tslab__");
  vi.restoreAllMocks();
});

describe("display", () => {
  test("prints the text where nothing else is there", () => {
    const log = vi.spyOn(console, "log").mockReturnValue();
    display(bundle);
    expect(log.mock.calls).toEqual([["owed 5"]]);
  });

  test("gives the whole bundle to the page's hook", () => {
    const seen = vi.fn();
    Reflect.set(globalThis, hook, seen);
    display(bundle);
    display({ "text/plain": "only text" });
    expect(seen.mock.calls).toEqual([[bundle], [{ "text/plain": "only text" }]]);
  });

  test("prefers the hook to the kernel", () => {
    const seen = vi.fn();
    Reflect.set(globalThis, hook, seen);
    Reflect.set(globalThis, "__tslab__", { require: () => expect.unreachable() });
    display(bundle);
    expect(seen).toHaveBeenCalledOnce();
  });

  test("reaches the display of tslab itself, as a cell's bundle does", () => {
    const require = createRequire(import.meta.url);
    const { createExecutor } = require("tslab/dist/executor.js") as {
      createExecutor(root: string, converters: object, console: Console): unknown;
    };
    const jupyter = require("tslab/dist/jupyter.js") as { lastWriteDisplayData: unknown };
    const written = vi.fn();
    const log = vi.spyOn(console, "log").mockReturnValue();
    // The executor sets the global that cells run with; the kernel's message writer is ours.
    createExecutor(process.cwd(), {}, console);
    jupyter.lastWriteDisplayData = written;
    display(bundle);
    display({ "text/plain": "only text" });
    jupyter.lastWriteDisplayData = null;
    expect(written.mock.calls.map(([message]) => (message as { data: unknown }).data)).toEqual([
      { "text/html": "<b>owed 5</b>" },
    ]);
    expect(log.mock.calls).toEqual([["only text"]]);
  });
});
