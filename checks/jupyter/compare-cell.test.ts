import { describe, expect, test } from "vitest";
import { compareCell, type RanOutput, type StoredCell } from "./compare-cell.ts";

type Metadata = StoredCell["metadata"];
type Expected = NonNullable<Metadata["headgate"]>["expected"];

function stored(expected: Expected = [], metadata: Metadata = {}): StoredCell {
  const headgate = { ...metadata.headgate, expected };
  return { id: "01-03", cell_type: "code", metadata: { ...metadata, headgate } };
}

function ran(outputs: RanOutput[], status = "ok") {
  return { id: "01-03", status, outputs };
}

const out = (text: string): RanOutput => ({ kind: "stdout", text, html: false });
const err = (text: string): RanOutput => ({ kind: "stderr", text, html: false });
const figure: RanOutput = { kind: "display", text: "", html: true };
const stream = (name: string, ...text: string[]) => ({ output_type: "stream", name, text });
const raises = { tags: ["raises-exception"] };

describe("compareCell", () => {
  test.each([
    [
      "the same text in other pieces",
      stored([stream("stdout", "1\n", "2\n")]),
      ran([out("1\n2 \n\n")]),
    ],
    ["a figure, whatever it shows", stored([{ output_type: "display_data" }]), ran([figure])],
    [
      "an error told by its first line",
      stored([stream("stderr", "RangeError: no\n")], raises),
      ran([err("RangeError: no\n    at cell:1\n")], "error"),
    ],
    ["an error whose text is not stored", stored([], raises), ran([err("1:7 - no\n")], "error")],
    [
      "some text where it varies",
      stored([stream("stdout", "3 MB")], { tags: ["varies"] }),
      ran([out("4 MB\n")]),
    ],
    ["whatever a check cell reports", stored([], { headgate: { role: "check" } }), ran([figure])],
  ])("accepts %s", (_, cell, result) => {
    expect(compareCell(cell, result)).toEqual([]);
  });

  test.each([
    [
      "another text",
      stored([stream("stdout", "1\n")]),
      ran([out("2\n")]),
      'prints "2" and not "1"',
    ],
    ["a text that is not stored", stored(), ran([out("2\n")]), 'prints "2" and not ""'],
    ["a silent cell", stored([stream("stdout", "1\n")]), ran([]), 'prints "" and not "1"'],
    [
      "a figure that is missing",
      stored([{ output_type: "display_data" }]),
      ran([]),
      "displays no figure",
    ],
    ["a figure too many", stored(), ran([figure]), "displays a figure the notebook does not have"],
    ["stderr", stored(), ran([err("oops\n")]), 'prints on stderr "oops" and not ""'],
    [
      "a cell meant to fail that passes",
      stored([], raises),
      ran([]),
      'ended with "ok" and not "error"',
    ],
    ["a cell that hangs", stored(), ran([], "timeout"), 'ended with "timeout" and not "ok"'],
    [
      "a check cell that is silent",
      stored([], { headgate: { role: "check" } }),
      ran([]),
      "checks an answer and shows nothing",
    ],
    [
      "another error than the stored one",
      stored([stream("stderr", "RangeError: no")], raises),
      ran([err("TypeError: no\n    at cell:1")], "error"),
      'prints on stderr "TypeError: no\\n    at cell:1" and not "RangeError: no"',
    ],
  ])("refuses %s", (_, cell, result, fault) => {
    expect(compareCell(cell, result)).toEqual([fault]);
  });

  test("says why a cell failed", () => {
    const [fault] = compareCell(stored(), ran([err("1:1 - no\n")], "error"));
    expect(fault).toBe('ended with "error" and not "ok": 1:1 - no');
  });
});
