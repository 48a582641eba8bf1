/** So many names of one message are kept; of a longer one only the first and the last. */
const maxNames = 8;

/** So long a name may be: an event may be a whole document. */
const maxLetters = 60;

/**
 * What to call the events of one message: all of up to 8, else the first and the last. An event's name
 * is itself where it is a string, number, bigint or boolean, else its `id` where that is one, cut to 60
 * characters; `undefined` if one has neither.
 */
export function idsOf(events: readonly unknown[]): readonly string[] | undefined {
  const shown = events.length > maxNames ? [events[0], events.at(-1)] : events;
  const names: string[] = [];
  for (const event of shown) {
    const name = nameOf(event);
    if (name === undefined) return undefined;
    names.push(cut(name, maxLetters));
  }
  return names;
}

/** The same in a few words: `7`, `0, 1, 2`, `0 … 499`; `""` for events without a name. */
export function namesOf(events: readonly unknown[]): string {
  return namesText(idsOf(events));
}

/** Names as {@link idsOf} answers them, in a few words. */
export function namesText(ids: readonly string[] | undefined, isAll: boolean = true): string {
  if (ids === undefined) return "";
  return ids.length > 3 || !isAll ? `${ids[0]!} … ${ids.at(-1)!}` : ids.join(", ");
}

function nameOf(event: unknown): string | undefined {
  if (isScalar(event)) return String(event);
  if (typeof event !== "object" || event === null) return undefined;
  // A getter of the reader's own may throw, and a figure must not.
  const id = Object.getOwnPropertyDescriptor(event, "id")?.value as unknown;
  return isScalar(id) ? String(id) : undefined;
}

const isScalar = (value: unknown): boolean =>
  ["string", "number", "bigint", "boolean"].includes(typeof value);

/** A text of at most so many characters, with `…` for what is missing. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  // Half a character cannot be printed.
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
