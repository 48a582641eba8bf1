import { expect, test } from "vitest";
import { commandOf } from "./keys.ts";

const on = (tag: string, type = "", scrolls = false) => ({ tag, type, scrolls });

test.each([
  [" ", on("section"), "play"],
  ["ArrowLeft", on("button"), "back"],
  ["ArrowRight", on("div"), "forward"],
  ["Home", on("summary"), "start"],
  ["End", on("button"), "end"],
  ["x", on("div"), undefined],
  // A key that has a meaning of its own keeps it.
  [" ", on("button"), undefined],
  [" ", on("summary"), undefined],
  ["ArrowRight", on("select"), undefined],
  [" ", on("input", "radio"), undefined],
  ["ArrowRight", on("input", "radio"), undefined],
  ["ArrowLeft", on("input", "range"), undefined],
  ["Home", on("input", "range"), undefined],
  [" ", on("input", "range"), "play"],
  ["ArrowRight", on("div", "", true), undefined],
  [" ", on("div", "", true), "play"],
] as const)("commandOf %j on %j is %s", (key, focused, command) => {
  expect(commandOf(key, focused)).toBe(command);
});
