import { expect, test } from "vitest";
import { placesOf, readableFrames } from "./frames.ts";

const stack = [
  "TypeError: no",
  "    at regionOf (cell-16.js:1:212)",
  "    at Object.handleEvents (cell-16.js:6:44)",
  "    at #h (http://127.0.0.1:40213/x/assets/chunk-CKRYHQUA.js:1:15335)",
  "    at async eval (cell-17.js:9:1)",
  "    at new Promise (<anonymous>)",
].join("\n");

test("placesOf finds the places in cells, innermost first", () => {
  const error = Object.assign(new Error("no"), { stack });
  expect(placesOf(error, 17)).toEqual([
    { cell: 16, line: 1 },
    { cell: 16, line: 6 },
    { cell: 17, line: 9 },
  ]);
});

test("placesOf takes a frame without a name for one of the running cell", () => {
  const error = Object.assign(new Error("no"), {
    stack:
      "anonymous@http://127.0.0.1/worker.js line 1 > eval:3:7\nrun@http://127.0.0.1/worker.js:1:22",
  });
  expect(placesOf(error, 4)).toEqual([{ cell: 4, line: 3 }]);
  expect(placesOf("text", 4)).toEqual([]);
});

test("readableFrames leaves out the page's own files and keeps every other line", () => {
  expect(readableFrames(stack)).toBe(
    [
      "TypeError: no",
      "    at regionOf (cell 16, line 1)",
      "    at Object.handleEvents (cell 16, line 6)",
      "    at eval (cell 17, line 9)",
    ].join("\n"),
  );
  expect(readableFrames("we meet\n    at noon")).toBe("we meet\n    at noon");
});
