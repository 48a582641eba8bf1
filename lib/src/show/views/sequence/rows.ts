import type { Step } from "../../run/run.ts";

/** One line of a sequence: steps drawn together, or the place where steps are left out. */
export interface Row {
  /** One step, or a handler's begin and end with nothing between; for a cut all that it hides. */
  readonly steps: readonly Step[];
  readonly cut: boolean;
  /** The time to print over the line, in ms; absent where the line above has the same. */
  readonly time?: number;
}

/**
 * The lines of a sequence, at most `maxRows` and one cut in their middle, which hides the rest.
 *
 * A stage's first start needs no line: its lane says it.
 */
export function sequenceRows(steps: readonly Step[], maxRows: number): Row[] {
  const rows: { steps: Step[]; cut: boolean; time?: number }[] = [];
  const seen = new Set<string>();
  for (const step of steps) {
    const last = rows.at(-1)?.steps[0];
    if (step.what === "start" && !seen.has(step.to)) continue;
    seen.add(step.to);
    if (step.phase === "end" && last?.phase === "begin" && last.to === step.to) {
      rows.at(-1)!.steps.push(step);
    } else rows.push({ steps: [step], cut: false });
  }
  if (rows.length > maxRows) {
    const head = Math.ceil((maxRows * 2) / 3);
    const hidden = rows.splice(head, rows.length - maxRows);
    rows.splice(head, 0, { steps: hidden.flatMap((row) => row.steps), cut: true });
  }
  let now: number | undefined;
  for (const row of rows) {
    const { at } = row.steps[0]!;
    if (!row.cut && at !== now) row.time = now = at;
  }
  return rows;
}
