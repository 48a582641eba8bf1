import { expect, test } from "vitest";
import type { WorkerMessage } from "../protocol.ts";
import { maxDisplays, maxLines, OutputLimit } from "./output-limit.ts";

function limited(): { posted: WorkerMessage[]; limit: OutputLimit } {
  const posted: WorkerMessage[] = [];
  return { posted, limit: new OutputLimit((message) => posted.push(message)) };
}

const line = (cell: number, text = "x") => ({ type: "print", cell, stream: "out", text }) as const;

test("OutputLimit hands on as many lines as a cell may print, then one sentence, then nothing", () => {
  const { posted, limit } = limited();
  for (let at = 0; at < maxLines + 10; at++) limit.print(line(1));
  expect(posted).toHaveLength(maxLines + 1);
  expect(posted.at(-1)).toEqual({
    type: "print",
    cell: 1,
    stream: "error",
    text: "Output stopped after 2000 lines: print less, or only every hundredth line.",
  });
});

test("OutputLimit counts each cell by itself, and anew for each run", () => {
  const { posted, limit } = limited();
  limit.print(line(1, "a\n".repeat(maxLines)));
  limit.print(line(2));
  limit.restart(1);
  limit.print(line(1));
  expect(posted.map((it) => ("text" in it ? it.text : "").slice(0, 6))).toEqual([
    "Output",
    "x",
    "x",
  ]);
});

test("OutputLimit bounds characters and figures too", () => {
  const { posted, limit } = limited();
  limit.print(line(1, "x".repeat(500_000)));
  expect(posted).toHaveLength(1);
  const figure = { type: "display", cell: 2, bundle: { "text/html": "<b>" } } as const;
  for (let at = 0; at < maxDisplays + 5; at++) limit.display(figure);
  expect(posted).toHaveLength(1 + maxDisplays + 1);
  limit.display({ ...figure, cell: 3, bundle: { "text/html": "x".repeat(5_000_000) } });
  expect(posted.at(-1)).toMatchObject({ cell: 3, stream: "error" });
});
