const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/**
 * A time as folders and files are called by it: `2026-11-01T12:30:00Z`, `2026-11-01 12.30.00 UTC`,
 * `2026-11-01-12-30-00`, `20261101T123000`. Without a zone it is this machine's time. Undefined for anything else.
 */
export function timeIn(text: string): Date | undefined {
  const found = text
    .trim()
    .match(
      /^(\d{4})-?(\d\d)-?(\d\d)(?:[T _-]?(\d\d)[:.\-h]?(\d\d)(?:[:.-]?(\d\d)(?:[.,]\d+)?)?)?(?:\s*(Z|UTC|GMT|(?:UTC|GMT)?[+-]\d\d:?\d\d|[A-Z]\w+(?:\/[\w+-]+)+))?$/,
    );
  if (!found) return undefined;
  const [year, month, day, hour, minute, second] = found
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  return dateOf([year!, month!, day!, hour!, minute!, second!], found[7]);
}

/**
 * A time as Moodle writes it for people, in English: `Wednesday, 10 June 2026, 2:14 PM` or
 * `Wednesday, September 23, 2020, 9:00 PM`. It has no zone; this machine's is taken. Undefined for anything else.
 */
export function writtenTime(text: string): Date | undefined {
  const clock = text.match(/(?:^|\D)(\d{1,2}):(\d\d)(?::(\d\d))?\s*([AP]\.?M\.?)?/i);
  const day =
    text.match(/(\d{1,2})\s+(\p{L}{3,})\.?\s+(\d{4})/u) ??
    reordered(text.match(/(\p{L}{3,})\.?\s+(\d{1,2}),?\s+(\d{4})/u));
  if (!clock || !day) return timeIn(text);
  const month = months.indexOf(day[2]!.slice(0, 3).toLowerCase()) + 1;
  if (month === 0) return undefined;
  const half = clock[4]?.toLowerCase().charAt(0);
  const onClock = Number(clock[1]);
  const hour = half === undefined ? onClock : (onClock % 12) + (half === "p" ? 12 : 0);
  const parts = [
    Number(day[3]),
    month,
    Number(day[1]),
    hour,
    Number(clock[2]),
    Number(clock[3] ?? 0),
  ];
  return dateOf(parts, undefined);
}

function reordered(found: RegExpMatchArray | null): string[] | undefined {
  return found ? [found[0], found[2]!, found[1]!, found[3]!] : undefined;
}

/** The date, unless a part is out of its range. */
function dateOf(parts: readonly number[], zone: string | undefined): Date | undefined {
  const [year, month, day, hour, minute, second] = parts as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const utc = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const isWhole =
    utc.getUTCMonth() === month - 1 && utc.getUTCDate() === day && utc.getUTCHours() === hour;
  if (!isWhole || minute > 59 || second > 60) return undefined;
  if (zone === undefined) return new Date(year, month - 1, day, hour, minute, second);
  const offset = zone.match(/([+-])(\d\d):?(\d\d)$/);
  if (offset) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3]);
    return new Date(utc.getTime() - (offset[1] === "-" ? -minutes : minutes) * 60_000);
  }
  return zone.includes("/") ? inZone(utc, zone) : utc;
}

/** The moment at which clocks of a zone (`Europe/Vienna`) show what `utc` shows in UTC. Undefined when there is no such zone. */
function inZone(utc: Date, zone: string): Date | undefined {
  try {
    const format = new Intl.DateTimeFormat("sv-SE", {
      timeZone: zone,
      dateStyle: "short",
      timeStyle: "medium",
    });
    const shownAt = (date: Date): number => Date.parse(`${format.format(date).replace(" ", "T")}Z`);
    const first = new Date(2 * utc.getTime() - shownAt(utc));
    // Once more: the first try may lie on the other side of a change of clocks.
    return new Date(first.getTime() + utc.getTime() - shownAt(first));
  } catch {
    return undefined;
  }
}
