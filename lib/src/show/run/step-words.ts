import type { Step } from "./run.ts";
import { timeCell, timeHead } from "../paint/times.ts";
import { count } from "../paint/words.ts";

/** A step in words, as they stand beside a stage's lane. */
export function wordsOf({ what, n = 0, note, phase }: Step): string {
  switch (what) {
    case "start":
      return "starts";
    case "subscribe":
      return `subscribes, ${note}`;
    case "ask":
      return `asks for ${count(n)}`;
    case "demand":
      return `new demand ${count(n)}`;
    case "events":
      return `sends ${count(n)}${note && `: ${note}`}`;
    case "handle":
      return phase === "end" ? "done" : `handles ${count(n)}`;
    case "buffered":
      return `buffers ${count(n)}, ${note}`;
    case "unbuffered":
      return `${count(n)} leave the buffer, ${note}`;
    case "info":
      return (phase === "queued" ? "a message waits" : "handles a message") + (note && `: ${note}`);
    case "mode":
      return note === "accumulate" ? "holds demand back" : "passes demand on";
    case "discarded":
      return `discards ${count(n)}: ${note}`;
    case "cancel":
      return `cancels: ${note}`;
    case "sample":
      return note;
    case "exit":
      return `ends: ${note}`;
  }
}

/** The head of a table of steps, the last of which is at so many ms; the cells are those of `cellsOf`. */
export const stepColumns = (lastAt: number): readonly string[] => [
  "step",
  timeHead(lastAt),
  "from",
  "to",
  "what",
  "n",
  "owed",
  "detail",
];

/** A step as a row of a table. */
export function cellsOf(
  { step, at, from, to, what, phase, n, owed, note }: Step,
  lastAt: number,
): string[] {
  return [
    String(step),
    timeCell(at, lastAt),
    from,
    to,
    phase === undefined ? what : `${what} ${phase}`,
    n === undefined ? "" : count(n),
    owed === undefined ? "" : count(owed),
    note,
  ];
}
