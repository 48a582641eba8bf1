import { namesText } from "../../run/event-names.ts";
import type { Edge } from "../../run/run.ts";
import type { View } from "../../run/view.ts";
import { count, fit, short } from "../../paint/words.ts";
import { closeSignHalf, signHalf } from "../../paint/svg.ts";
import { columnOf, type Columns } from "./columns.ts";

/** One disc or ring: what went to, or was asked by, one consumer in one place. */
export interface Sign {
  /** Its columns, each with the producers that its stems lead to. */
  readonly stems: Map<number, Set<string>>;
  n: number;
  /** Messages in it. */
  messages: number;
  /** The first and the last name of its events; `undefined` where one has none. */
  names: readonly string[] | undefined;
}

/** A sign where it stands. */
export interface PlacedSign extends Sign {
  readonly x: number;
  readonly half: number;
  readonly label: string;
}

/** All signs of one row, by column: the events that came to a consumer, or the demand it sent. */
export function signsOf(
  view: View,
  columns: Columns,
  consumer: string,
  what: "events" | "ask",
): Sign[] {
  const signs = new Map<number, Sign>();
  for (const { step, at, what: kind, n = 0, edge, ids } of view.steps) {
    if (kind !== what || edge?.consumer !== consumer) continue;
    const column = columnOf(columns, step, at);
    const one: Sign = { stems: stemOf(column, edge), n, messages: 1, names: namesIn(ids, n) };
    const sign = signs.get(column);
    if (sign === undefined) signs.set(column, one);
    else join(sign, one);
  }
  return [...signs.values()];
}

const stemOf = (column: number, { producer }: Edge): Map<number, Set<string>> =>
  new Map([[column, new Set([producer])]]);

const namesIn = (ids: readonly string[] | undefined, n: number): readonly string[] | undefined =>
  ids !== undefined && n > 3 ? [ids[0]!, ids.at(-1)!] : ids;

/** Makes one sign of two. */
function join(sign: Sign, other: Sign): void {
  for (const [column, producers] of other.stems) {
    const own = sign.stems.get(column) ?? new Set();
    for (const producer of producers) own.add(producer);
    sign.stems.set(column, own);
  }
  sign.n += other.n;
  sign.messages += other.messages;
  const names =
    sign.names === undefined || other.names === undefined
      ? undefined
      : [...sign.names, ...other.names];
  sign.names = names !== undefined && sign.n > 3 ? [names[0]!, names.at(-1)!] : names;
}

const centre = ({ stems }: Sign, xOf: (column: number) => number): readonly [number, number] => {
  const columns = [...stems.keys()];
  const [first, last] = [xOf(Math.min(...columns)), xOf(Math.max(...columns))];
  return [(first + last) / 2, (last - first) / 2 + 11];
};

/**
 * Stands the signs of a row beside one another: signs that would touch become one, as wide as the
 * columns it covers, with their sum. A sign has the names of its events where there is room, else their number.
 */
export function placeSigns(
  signs: readonly Sign[],
  xOf: (column: number) => number,
  isEvents: boolean,
  [left, right]: readonly [left: number, right: number],
): PlacedSign[] {
  const numberOf = ({ n }: Sign): string => (isEvents ? `×${short(n)}` : short(n));
  const edges = (sign: Sign): readonly [left: number, right: number] => {
    const [x, half] = centre(sign, xOf);
    const wide = Math.max(half, closeSignHalf(numberOf(sign)));
    return [x - wide, x + wide];
  };
  const kept: Sign[] = [];
  for (const sign of signs) {
    kept.push(sign);
    while (kept.length > 1 && edges(kept.at(-1)!)[0] < edges(kept.at(-2)!)[1]) {
      const last = kept.pop()!;
      join(kept.at(-1)!, last);
    }
  }
  let free = left;
  return kept.map((sign, index) => {
    const [x, least] = centre(sign, xOf);
    const limit = kept[index + 1] === undefined ? right : edges(kept[index + 1]!)[0];
    const room = Math.min(x - free, limit - x) - 1;
    const labels = isEvents ? [...namesOf(sign), numberOf(sign)] : [count(sign.n), numberOf(sign)];
    const fits = labels
      .flatMap((label) => [
        { label, half: Math.max(least, signHalf(label)) },
        { label, half: Math.max(least, closeSignHalf(label)) },
      ])
      .find(({ half }) => half <= room);
    const { label, half } = fits ?? {
      label: numberOf(sign),
      half: Math.max(least, closeSignHalf(numberOf(sign))),
    };
    free = x + half;
    return { ...sign, x, half, label };
  });
}

/** Labels with the names of a sign's events, longest first. */
function namesOf({ names, n }: Sign): string[] {
  if (names === undefined) return [];
  const short12 = names.map((name) => fit(name, 12));
  const words = namesText(short12, names.length >= n);
  if (n === 1) return [words, fit(words, 5)];
  return n > 3 ? [`${words} ×${count(n)}`, `${words} ×${short(n)}`] : [words];
}
