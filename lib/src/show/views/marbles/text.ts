import { scaleOf } from "../../paint/times.ts";
import { columns as columnsOfText, short } from "../../paint/words.ts";
import { cell, numberCell } from "../../paint/terminal.ts";
import { stageOf, type View } from "../../run/view.ts";
import {
  columnsOf,
  widthWords,
  columnOf,
  levelColumns,
  livesOf,
  mostColumns,
  type Columns,
} from "./columns.ts";
import { signsOf } from "./signs.ts";

const nameColumns = 19;
const room = 80;
/** A sign, four digits of {@link rounded}, and a space. */
const narrowest = 6;

/** As many columns as a terminal has room for. */
export const textColumnsOf = (views: readonly View[]): Columns =>
  columnsOf(views, Math.min(mostColumns, Math.floor(room / narrowest)));

/**
 * The marbles for a terminal: over each consumer's line the demand it sent up and the events that came
 * down, in columns of time; on the line where it handles (`█`) or has something waiting (`▒`).
 */
export function marblesText(view: View, columns: Columns = textColumnsOf([view])): string[] {
  const width = Math.min(8, Math.floor(room / columns.count));
  const lives = livesOf(view, columns);
  const row = (head: string, cells: readonly string[]): string =>
    (`${cell(head, nameColumns - 1)} ` + cells.map((one) => cell(one, width)).join("")).trimEnd();
  const numbers = (head: string, values: readonly number[], sign: string): string[] => {
    if (values.every((n) => n === 0)) return [];
    return [
      row(
        head,
        values.map((n) => (n === 0 ? "" : `${sign}${rounded(n)}`)),
      ),
    ];
  };
  const sums = (steps: readonly { column: number; n: number }[]): number[] => {
    const all = Array<number>(columns.count).fill(0);
    for (const { column, n } of steps) all[column]! += n;
    return all;
  };
  const sent = (consumer: string, what: "ask" | "events"): number[] =>
    sums(
      signsOf(view, columns, consumer, what).map(({ stems, n }) => ({
        column: [...stems.keys()][0]!,
        n,
      })),
    );
  const lines = view.names.flatMap((name) => {
    const { levels } = stageOf(view, name);
    const high = (of: "in hand" | "waiting" | "buffered"): number[] =>
      levelColumns(levels[of], view, columns).map((one) => one.high);
    const [inHand, waiting] = [high("in hand"), high("waiting")];
    const line = inHand.map((busy, column) => {
      const life = lives
        .get(name)!
        .filter(({ first, last }) => column >= first && column <= last)
        .at(-1);
      if (life === undefined) return "";
      const fill = busy > 0 ? "█" : waiting[column]! > 0 ? "▒" : "─";
      return column === life.last && life.exit ? `${fill}■` : fill.repeat(width);
    });
    const lost = view.steps
      .filter((step) => step.what === "discarded" && step.to === name)
      .map(({ step, at, n = 0 }) => ({ column: columnOf(columns, step, at), n }));
    return [
      ...numbers("  ▲ asks", sent(name, "ask"), "○"),
      ...numbers("  ▼ events", sent(name, "events"), "●"),
      row(name, line),
      ...numbers("    mailbox, most", waiting, ""),
      ...numbers("    buffer, most", high("buffered"), ""),
      ...numbers("  ✕ lost", sums(lost), "✕"),
    ];
  });
  const sum = `  Numbers of one column are sums: each is ${widthWords(columns)} wide.`;
  const { axis, isMerged } = columns;
  const since = scaleOf(axis).origin > 0 ? [`  ${axis.label}`] : [];
  return [...lines, axisRow(columns, width), ...since, ...(isMerged ? [sum] : [])];
}

/** A number in four columns: from 1,000 up in thousands or millions, with two digits or more. */
export function rounded(n: number): string {
  const digits = (value: number): number =>
    value < 9.95 ? Math.round(value * 10) / 10 : Math.round(value);
  if (n < 1000) return String(n);
  return n < 999_500 ? `${digits(n / 1e3)}k` : `${digits(n / 1e6)}M`;
}

function axisRow({ axis, count, each }: Columns, width: number): string {
  const { unit, size, origin } = scaleOf(axis);
  const every = Math.ceil(8 / width);
  const marks = Array.from({ length: count }, (_, column) =>
    column % every === 0
      ? short(Math.round(((axis.from + column * each - origin) / size) * 10) / 10)
      : "",
  );
  let line = cell(`  ${unit}`, nameColumns);
  for (const [column, mark] of marks.entries()) {
    const start = nameColumns + column * width;
    line += numberCell("", Math.max(0, start - columnsOfText(line))) + mark;
  }
  return line.trimEnd();
}
