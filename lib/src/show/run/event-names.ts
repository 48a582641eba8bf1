/**
 * What to call the events of one message: `7`, `0, 1, 2`, `0 … 499`. An event's name is itself where
 * it is a string, number, bigint or boolean, else its `id` where that is one; `""` if one has neither.
 */
export function namesOf(events: readonly unknown[]): string {
  const shown = events.length > 3 ? [events[0], events.at(-1)] : events;
  const names = shown.map(nameOf);
  if (names.includes(undefined)) return "";
  return names.join(events.length > 3 ? " … " : ", ");
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
