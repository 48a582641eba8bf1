// What stands behind the opening backticks of a fence: which kind of block it is, and its words.
import type { Slider } from "./chapter.ts";
import type { Fail } from "./source-error.ts";

export type Fence =
  | { kind: "code"; hidden: boolean; expectError: boolean; slider?: Slider }
  | { kind: "exercise"; slug: string }
  | { kind: "output"; stream: "text" | "error" | "html"; varies: boolean }
  | { kind: "predict" | "quiz" | "retrieval" }
  /** Part of the prose; the info string that a reader's Markdown gets. */
  | { kind: "shown"; info: string };

/** Reads the words of a fence at the start of a line. */
export function readFence(info: string, line: number, fail: Fail): Fence {
  const [first = "", ...words] = info.split(/\s+/);
  if (first === "ts") return readCell(words, line, fail);
  if (words[0] === "output") return readOutput(first, words.slice(1), { line, fail });
  if (first === "predict" || first === "quiz" || first === "retrieval") {
    if (words.length > 0) fail(line, `unknown word \`${words[0]}\` behind \`${first}\``);
    return { kind: first };
  }
  if (["typescript", "javascript", "js", "tsx", "jsx"].includes(first)) {
    fail(
      line,
      `write \`ts\` for a cell or \`ts shown\` for code that does not run, not \`${first}\``,
    );
  }
  return { kind: "shown", info };
}

function readCell(words: string[], line: number, fail: Fail): Fence {
  if (words[0] === "shown" && words.length === 1) return { kind: "shown", info: "ts" };
  const slug = words[0]?.match(/^exercise=([a-z0-9-]+)$/)?.[1];
  if (slug !== undefined && words.length === 1) return { kind: "exercise", slug };
  let slider: Slider | undefined;
  for (const word of words) {
    if (word.startsWith("slider=")) slider = readSlider(word, line, fail);
    else if (word !== "hidden" && word !== "expect-error") {
      fail(
        line,
        `unknown word \`${word}\` behind \`ts\`; known are hidden, expect-error, slider=name:min:max, and alone shown or exercise=slug`,
      );
    }
  }
  const [hidden, expectError] = [words.includes("hidden"), words.includes("expect-error")];
  return { kind: "code", hidden, expectError, ...(slider && { slider }) };
}

function readSlider(word: string, line: number, fail: Fail): Slider {
  const match =
    /^slider=([A-Za-z_]\w*):(-?\d+(?:\.\d+)?):(-?\d+(?:\.\d+)?)(?::(\d+(?:\.\d+)?))?$/.exec(word);
  if (match === null)
    fail(line, `expected \`slider=name:min:max\` or \`slider=name:min:max:step\`, got \`${word}\``);
  const [name, min, max, step] = [
    match[1]!,
    Number(match[2]),
    Number(match[3]),
    Number(match[4] ?? 1),
  ];
  if (min >= max || step <= 0)
    fail(line, `expected the slider's minimum below its maximum, got \`${word}\``);
  return { name, min, max, step };
}

function readOutput(stream: string, words: string[], at: { line: number; fail: Fail }): Fence {
  if (stream !== "text" && stream !== "error" && stream !== "html") {
    at.fail(at.line, `unknown output \`${stream}\`; known are text, error and html`);
  }
  const varies = stream === "text" && words[0] === "varies" && words.length === 1;
  if (words.length > 0 && !varies)
    at.fail(at.line, `unknown word \`${words.join(" ")}\` behind \`${stream} output\``);
  return { kind: "output", stream, varies };
}
