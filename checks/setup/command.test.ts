import { describe, expect, test } from "vitest";
import { readOptions } from "../../setup/command.mjs";

const options = { "no-browser": { type: "boolean" }, port: { type: "string" } };

describe("readOptions", () => {
  test("reads what is there", () => {
    expect({ ...readOptions(["--no-browser", "--port=3"], options, "") }).toEqual({
      "no-browser": true,
      port: "3",
    });
  });

  test.each([
    [["--foo"], "Unknown option `--foo`; there are --no-browser, --port, --help."],
    [["-x"], "Unknown option `-x`; there are --no-browser, --port, --help."],
    [["foo"], "Unknown argument `foo`; there are --no-browser, --port, --help."],
    [["--port"], "Expected a value behind `--port`."],
    [["--port", "--help"], "Expected a value behind `--port`."],
    [["--no-browser=1"], "`--no-browser` takes no value."],
  ])("refuses %j in one sentence", (args, sentence) => {
    expect(() => readOptions(args, options, "")).toThrow(sentence);
  });
});
