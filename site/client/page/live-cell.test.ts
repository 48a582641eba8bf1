import { beforeEach, describe, expect, test, vi } from "vitest";
import { LiveCell } from "./live-cell.ts";
import { readChapter } from "./store.ts";

const original = "const count = 40;\nconst seed = 1;\nrun(count, seed);\n";
const typed = original.replace("40", "7");

/** A cell in a page that has no more than a cell asks of it. */
function cellOf(text: string): LiveCell {
  const code = { textContent: text, innerHTML: text };
  const element = {
    dataset: { cell: "1", key: "figure-x" },
    querySelector: () => code,
    querySelectorAll: () => [],
    hasAttribute: () => false,
  };
  return new LiveCell(element as unknown as HTMLElement, "figures");
}

/** An editor that, as one that heard of every change did, takes what the page puts into it for typed. */
function openEditor(cell: LiveCell): void {
  cell.editor = { text: () => cell.source, focus: () => {}, replace: (text) => cell.edit(text) };
}

const edits = (): object => readChapter("figures").edits;

beforeEach(() => {
  const stored = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, text: string) => stored.set(key, text),
    removeItem: (key: string) => stored.delete(key),
  });
  vi.stubGlobal("NodeFilter", { SHOW_TEXT: 4 });
  vi.stubGlobal("document", { createTreeWalker: () => ({ nextNode: () => null }) });
  return () => vi.unstubAllGlobals();
});

describe("a cell that sliders set", () => {
  test("runs with their values, and counts as the course's", () => {
    const cell = cellOf(original);
    cell.slide("count", 12);
    expect(cell.source).toBe(original.replace("40", "12"));
    expect(cell.isEdited).toBe(false);
  });

  test("runs what the reader typed, whatever a figure sets, until it is reset", () => {
    const cell = cellOf(original);
    cell.slide("count", 40);
    cell.edit(typed);
    cell.slide("count", 12);
    cell.slide("seed", 2);
    expect(cell.source).toBe(typed);
    expect(cellOf(original).source).toBe(typed);
    cell.reset();
    expect(cell.source).toBe(original.replace("40", "12").replace("1;\nrun", "2;\nrun"));
    expect(edits()).toEqual({});
  });

  test("takes the value of its own slider into an edited text, where it is seen and kept", () => {
    const cell = cellOf(original);
    cell.edit(`${typed}more();\n`);
    cell.slideOwn("count", 12);
    expect(cell.source).toBe(`${original.replace("40", "12")}more();\n`);
    expect(edits()).toEqual({ "figure-x": cell.source });
  });

  test("stores no edit when its editor shows a slider's value, or the course's text again", () => {
    const cell = cellOf(original);
    openEditor(cell);
    cell.slide("count", 12);
    expect([cell.isEdited, edits()]).toEqual([false, {}]);
    cell.edit(typed);
    expect(cell.isEdited).toBe(true);
    cell.reset();
    expect([cell.isEdited, edits()]).toEqual([false, {}]);
  });
});
