import type { Parameter } from "@headgate/figures";
import { describe, expect, test } from "vitest";
import { fitting, readAddress, writeAddress } from "./address.ts";

const size: Parameter = {
  kind: "range",
  name: "bufferSize",
  label: "Buffer",
  min: 1,
  max: 20,
  step: 1,
  initial: 8,
};
const keep: Parameter = {
  kind: "choice",
  name: "keep",
  label: "Keep",
  choices: [
    { value: "first", label: "first" },
    { value: "last", label: "last" },
  ],
  initial: "last",
};
const spec = { parameters: [size, keep], view: "depth" } as const;

describe("a figure's address", () => {
  test("says nothing of what is as at first", () => {
    expect(writeAddress({ values: { bufferSize: 8, keep: "last", seed: 1 } }, spec)).toBe("");
    expect(readAddress("", spec)).toEqual({ values: { bufferSize: 8, keep: "last", seed: 1 } });
  });

  test("comes back as it was written", () => {
    const state = {
      values: { bufferSize: 3, keep: "first", seed: 42 },
      view: "marbles",
      step: 17,
    } as const;
    const hash = writeAddress(state, spec);
    expect(hash).toBe("#bufferSize=3&keep=first&seed=42&view=marbles&step=17");
    expect(readAddress(hash, spec)).toEqual(state);
  });

  test.each([
    ["#bufferSize=900", 20],
    ["#bufferSize=-4", 1],
    ["#bufferSize=7.4", 7],
    ["#bufferSize=lots", 8],
    ["#bufferSize=", 8],
    ["#bufferSize=NaN", 8],
  ])("takes the nearest that can be: %s", (hash, expected) => {
    expect(readAddress(hash, spec).values["bufferSize"]).toBe(expected);
  });

  test("leaves out what it does not know", () => {
    const hash = "#keep=middle&seed=-1&step=x&other=1&__proto__=2";
    expect(readAddress(hash, spec)).toEqual({ values: { bufferSize: 8, keep: "last", seed: 1 } });
  });

  test.each(["foo", "", "toString", "Marbles"])("knows no view %j", (view) => {
    expect(readAddress(`#view=${view}&seed=2`, spec)).not.toHaveProperty("view");
  });

  test("keeps a scale of tenths clean", () => {
    expect(fitting({ ...size, min: 0, max: 1, step: 0.1 }, "0.31")).toBe(0.3);
  });
});
