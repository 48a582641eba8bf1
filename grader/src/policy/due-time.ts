import { CliError } from "../cli-error.ts";

/** When work is due, and in which time zone that was said. */
export interface DueTime {
  readonly at: Date;
  /** As it was typed: "Z", "+02:00"; undefined for the time of the machine that grades. */
  readonly offset?: string;
}

/** More time for one student: until a time, or so many days behind the time for all. */
export type Extension = { readonly until: string } | { readonly days: number };

const pattern =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?\s*(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/;
const dayMs = 86_400_000;

/**
 * Reads a due time: `2026-12-01`, which means the end of that day, or `2026-12-01T18:00`, with seconds if wanted. It is
 * in the time zone of its offset (`2026-12-01T18:00+02:00`), else of `offset`, else of this machine. Throws a
 * `CliError` of one sentence that begins with `what`.
 *
 * @example
 * import { dueTime } from "./due-time.ts";
 *
 * const { at } = dueTime("2026-12-01+02:00");
 * console.log(at.toISOString()); // 2026-12-01T21:59:59.999Z
 */
export function dueTime(text: string, what = "`--due`", offset?: string): DueTime {
  const found = pattern.exec(text.trim());
  const refused = (): CliError =>
    new CliError(
      `Expected ${what} to be a day such as 2026-12-01 (its end is meant) or a time such as 2026-12-01T18:00+02:00, got ${JSON.stringify(text)}.`,
    );
  if (found === null) throw refused();
  const [, year, month, day, hours, minutes, seconds = "0", typed] = found;
  const time =
    hours === undefined
      ? [23, 59, 59, 999]
      : [hours, minutes, seconds, 0].map((part) => Number(part));
  const [hour, minute, second, ms] = time as [number, number, number, number];
  if (hour > 23 || minute > 59 || second > 59) throw refused();
  const date = [Number(year), Number(month) - 1, Number(day)] as const;
  // What no calendar has would be taken for a day of the next month or year.
  const real = new Date(Date.UTC(...date));
  if (real.getUTCMonth() !== date[1] || real.getUTCDate() !== date[2]) throw refused();
  const zone = typed ?? offset;
  if (zone === undefined) return { at: new Date(...date, hour, minute, second, ms) };
  return {
    at: new Date(Date.UTC(...date, hour, minute, second, ms) - offsetMs(zone)),
    offset: zone,
  };
}

/** Says when work is due and in whose time, for the terminal and the report. */
export function dueWords({ at, offset }: DueTime): string {
  if (offset === undefined) {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    return `${local(at, -at.getTimezoneOffset() * 60_000)}, the time of this machine (${zone})`;
  }
  return `${local(at, offsetMs(offset))} ${offset === "Z" ? "UTC" : offset}`;
}

/**
 * When one student's work is due: the extension never shortens the time that all have. Days are counted in the zone of
 * the due time; without one, an extension by days means nothing and the result is undefined.
 */
export function extensionDue(extension: Extension, due?: DueTime): Date | undefined {
  if ("until" in extension) {
    const { at } = dueTime(extension.until, "an extension", due?.offset);
    return due === undefined || at > due.at ? at : due.at;
  }
  if (due === undefined) return undefined;
  if (due.offset !== undefined) return new Date(due.at.getTime() + extension.days * dayMs);
  // By the calendar, so that 23:59 stays 23:59 when clocks change in between.
  const at = new Date(due.at);
  at.setDate(at.getDate() + extension.days);
  return at;
}

function offsetMs(offset: string): number {
  if (offset === "Z") return 0;
  const [hours = 0, minutes = 0] = offset.slice(1).split(":").map(Number);
  return (offset.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

function local(at: Date, shiftMs: number): string {
  return new Date(at.getTime() + shiftMs).toISOString().slice(0, 16).replace("T", " ");
}
