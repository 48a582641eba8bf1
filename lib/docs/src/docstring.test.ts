import { describe, expect, test } from "vitest";
import { fenceExamples, plainSentence, readDocstring } from "./docstring.ts";

const comment = `/**
 * Does one thing. And more,
 * on two lines (S-1).
 *
 * A second paragraph.
 *
 * @param ms - milliseconds,
 *   from 0 up.
 * @returns the sum.
 * @throws
 *
 * {TypeError | RangeError} if it cannot.
 * @throws what \`init\` throws.
 * @example
 * \`\`\`ts
 * const a = {
 *   b: 1,
 * };
 * \`\`\`
 */`;

describe("readDocstring", () => {
  const docs = readDocstring(comment);

  test("reads the text up to the first tag", () => {
    expect(docs.text).toBe("Does one thing. And more,\non two lines (S-1).\n\nA second paragraph.");
  });

  test("reads each tag, and names errors as code", () => {
    expect([...docs.params]).toEqual([["ms", "milliseconds,\n  from 0 up."]]);
    expect(docs.returns).toBe("the sum.");
    expect(docs.throws).toEqual([
      "`TypeError` or `RangeError` if it cannot.",
      "what `init` throws.",
    ]);
  });

  test("reads an example without its fence, indented as it was", () => {
    expect(docs.example).toBe("const a = {\n  b: 1,\n};");
  });

  test("reads a docstring of one line, and none", () => {
    expect(readDocstring("/** One line. */").text).toBe("One line.");
    expect(readDocstring("")).toMatchObject({ text: "", returns: undefined, example: undefined });
  });
});

test("plainSentence leaves out rules and links", () => {
  expect(plainSentence("Asks {@link System} again\n(S-1, PT-2). Then stops.")).toBe(
    "Asks `System` again.",
  );
  expect(plainSentence("Waits ... and see. More.")).toBe("Waits ... and see.");
  expect(plainSentence("No full stop")).toBe("No full stop");
});

describe("fenceExamples", () => {
  test("fences bare code up to the next tag or the end, at any depth", () => {
    const text =
      "  /**\n   * Text.\n   *\n   * @example\n   * one();\n   * two();\n   */\n  a(): void;";
    expect(fenceExamples(text)).toBe(
      "  /**\n   * Text.\n   *\n   * @example\n   * ```ts\n   * one();\n   * two();\n   * ```\n   */\n  a(): void;",
    );
    const tagged = "/**\n * @example\n * one();\n * @returns two\n */";
    expect(fenceExamples(tagged)).toBe(
      "/**\n * @example\n * ```ts\n * one();\n * ```\n * @returns two\n */",
    );
  });

  test("leaves what is in a fence already, and what is no docstring", () => {
    const fenced = "/**\n * @example\n * ```js\n * one();\n * ```\n */";
    expect(fenceExamples(fenced)).toBe(fenced);
    expect(fenceExamples("// @example\n// one();")).toBe("// @example\n// one();");
  });
});
