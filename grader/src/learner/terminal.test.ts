import { EventEmitter } from "node:events";
import { PassThrough } from "node:stream";
import type { ReadStream, WriteStream } from "node:tty";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { keyName, Terminal } from "./terminal.ts";

let written: string;
let modes: boolean[];
let keys: string[];
let input: PassThrough;
let terminal: Terminal;

beforeEach(() => {
  [written, modes, keys] = ["", [], []];
  input = Object.assign(new PassThrough(), { setRawMode: (mode: boolean) => modes.push(mode) });
  const write = (text: string): void => void (written += text);
  const output = Object.assign(new EventEmitter(), { columns: 20, rows: 4, write });
  terminal = new Terminal(input as unknown as ReadStream, output as unknown as WriteStream, {
    onKey: (key) => keys.push(key),
    onResize: () => keys.push("resized"),
    onEnd: () => keys.push("ended"),
  });
});
afterEach(() => terminal.close());

describe("Terminal", () => {
  test("scrolls what was there out of the way and hides the cursor, and gives all back at the end", () => {
    expect(written).toBe("\u001b[?25l\n\n\n\n\u001b[H\u001b[J");
    expect(modes).toEqual([true]);
    terminal.close();
    expect(written).toMatch(/\u001b\[\?25h\n$/);
    expect(modes).toEqual([true, false]);
  });

  test("gives the terminal back when the process ends without having closed it", () => {
    const atExit = process.listeners("exit").at(-1) as () => void;
    atExit();
    expect(modes).toEqual([true, false]);
    expect(written).toMatch(/\u001b\[\?25h\n$/);
  });

  test("draws over what fits, once, and lets what does not fit scroll", () => {
    written = "";
    terminal.draw(["a", "b"]);
    terminal.draw(["a", "b"]);
    expect(written).toBe("\u001b[Ha\u001b[K\nb\u001b[K\u001b[J");
    written = "";
    terminal.draw(["a", "b", "c", "d", "e"]);
    expect(written.startsWith("\u001b[H\u001b[Ja")).toBe(true);
  });

  test("names the keys, and tells when the terminal is gone", async () => {
    input.write("hH?7 \r\u0003\u001b[A\u001b[B");
    await vi.waitFor(() => expect(keys).toHaveLength(9));
    expect(keys).toEqual(["h", "h", "?", "7", "space", "enter", "ctrl+c", "up", "down"]);
    input.end();
    await vi.waitFor(() => expect(keys.at(-1)).toBe("ended"));
  });
});

test.each<[string | undefined, Parameters<typeof keyName>[1], string | undefined]>([
  ["\n", { name: "enter" }, "enter"],
  ["\u001b", { name: "escape" }, "escape"],
  ["\u001a", { name: "z", ctrl: true }, "ctrl+z"],
  ["ä", {}, undefined],
])("keyName of %j is what the watch calls it", (text, key, name) => {
  expect(keyName(text, key)).toBe(name);
});
