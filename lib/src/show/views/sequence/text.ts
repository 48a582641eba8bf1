import type { Step } from "../../run/run.ts";
import { sequenceRows, type Row } from "./rows.ts";
import { wordsOf } from "../../run/step-words.ts";
import { timeCell, timeHead } from "../../paint/times.ts";
import { columns, count, counted, fit } from "../../paint/words.ts";
import { cell, maxColumns, numberCell } from "../../paint/terminal.ts";
import type { View } from "../../run/view.ts";

const maxRows = 40;
const timeColumns = 8;
const before = timeColumns + 7;
const after = 14;

/**
 * The sequence for a terminal: lanes with `○` for demand going left and `●` for events going right
 * where all stages have room, else one sentence per step.
 */
export function sequenceText(view: View): string[] {
  const { names } = view;
  const width = Math.min(24, Math.floor((maxColumns - before - after) / Math.max(1, names.length)));
  const rows = sequenceRows(view.steps, maxRows);
  const hasLanes = width >= 15;
  const lastAt = view.steps.at(-1)?.at ?? 0;
  const lines = rows.flatMap((row) => {
    const [step] = row.steps;
    const body = row.cut ? "" : hasLanes ? laneRow(row, names, width) : sentence(step!);
    return start(row, lastAt, body);
  });
  const head = `${numberCell(timeHead(lastAt), timeColumns)}${numberCell("step", 6)} ${names.map((name) => cell(name, width)).join("")}`;
  return hasLanes ? [head.trimEnd(), ...lines] : lines;
}

/** A row behind its time and step; a time that is too long for its column has a line of its own. */
function start({ cut, steps, time }: Row, lastAt: number, body: string): string[] {
  if (cut) return [`… ${counted(steps.length, "more step")} not drawn`];
  const words = time === undefined ? "" : timeCell(time, lastAt);
  const isLong = columns(words) > timeColumns;
  const step = numberCell(String(steps[0]!.step), 6);
  const line = `${numberCell(isLong ? "" : words, timeColumns)}${step} ${body}`;
  return isLong ? [words, line] : [line];
}

function sentence(step: Step): string {
  const { from, to, owed } = step;
  const who = step.edge === undefined ? cell(to, 47) : `${cell(from, 22)} → ${cell(to, 22)}`;
  const asks = owed === undefined ? "" : `  owed ${count(owed)}`;
  return `${who}  ${fit(wordsOf(step), maxColumns - before - 69)}${asks}`.trimEnd();
}

const marks: Partial<Record<Step["what"], string>> = {
  handle: "█",
  info: "█",
  demand: "█",
  exit: "■",
  discarded: "✕",
};

function laneRow(row: Row, names: readonly string[], width: number): string {
  const step = row.steps[0]!;
  const laneOf = (name: string): number => names.indexOf(name) * width;
  const line = Array.from({ length: width * names.length + after }, (_, column) =>
    column % width === 0 && column < width * names.length ? "│" : " ",
  );
  if (step.edge === undefined) {
    const isLast = step.to === names.at(-1);
    const words = fit(wordsOf(step), (isLast ? width + after : width) - 3);
    put(
      line,
      laneOf(step.to),
      `${step.phase === "queued" ? "│" : (marks[step.what] ?? "│")} ${words}`,
    );
    return line.join("").trimEnd();
  }
  const [from, to] = [laneOf(step.from), laneOf(step.to)];
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  put(line, low + 1, (step.what === "events" ? "─" : "╌").repeat(Math.max(0, high - low - 1)));
  if (to > from) put(line, to - 1, "▶");
  if (to < from) put(line, to + 1, "◀");
  // The sign stands in the gap next to the consumer, as the drawing's does.
  const consumer = step.what === "events" ? to : from;
  const sign = fit(` ${signOf(step)} `, width - 4);
  put(line, (consumer === low ? low : high - width) + ((width - columns(sign) + 1) >> 1), sign);
  if (step.what === "ask" || step.what === "events")
    put(line, width * names.length, `owed ${count(step.owed!)}`);
  return line.join("").trimEnd();
}

function signOf(step: Step): string {
  const n = count(step.n ?? 0);
  if (step.what === "ask") return `○ ${n}`;
  if (step.what === "events") return `● ${n}`;
  return step.what === "cancel" ? "✕" : step.note;
}

/** Writes over a line that has one element per column. */
function put(line: string[], column: number, words: string): void {
  for (const sign of words) {
    const wide = columns(sign);
    if (wide === 0) line[column - 1] += sign;
    else line.splice(column, wide, sign, ...Array<string>(wide - 1).fill(""));
    column += wide;
  }
}
