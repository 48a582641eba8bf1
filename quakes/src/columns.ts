// The week as columns of text: the form in which it ships. A column of one kind of value compresses
// better than rows do (56 KB gzipped instead of 73), and splitting fifteen strings takes a millisecond.
// Two columns are relative: `time` counts from the quake before, `updated` from the quake's own time.
// Invariant: decode(encode(quakes)) equals quakes, number for number.
import type { Quake } from "./quake.ts";

/** Fifteen columns, one for each field of a quake; the values of a column are joined by `|`. */
export type Columns = Readonly<Record<keyof Quake, string>>;

const separator = "|";
const kinds = ["earthquake", "explosion", "quarry blast"] as const;

/** Writes quakes as columns. Differs from `JSON.stringify` in size alone: every value comes back the same. */
export function encode(quakes: readonly Quake[]): Columns {
  const column = (value: (quake: Quake, index: number) => string | number): string =>
    quakes.map((quake, index) => value(quake, index)).join(separator);
  return {
    id: column((quake) => quake.id),
    net: column((quake) => quake.net),
    mag: column((quake) => quake.mag),
    magType: column((quake) => quake.magType),
    place: column((quake) => quake.place),
    time: column((quake, index) => quake.time - (quakes[index - 1]?.time ?? 0)),
    updated: column((quake) => quake.updated - quake.time),
    status: column((quake) => quake.status),
    type: column((quake) => quake.type),
    felt: column((quake) => quake.felt ?? ""),
    tsunami: column((quake) => quake.tsunami),
    sig: column((quake) => quake.sig),
    lon: column((quake) => quake.lon),
    lat: column((quake) => quake.lat),
    depth: column((quake) => quake.depth),
  };
}

/** Reads what `encode` wrote. The quakes and the array are frozen, for every cell shares them. */
export function decode(columns: Columns): readonly Quake[] {
  const texts = (name: keyof Quake): string[] => columns[name].split(separator);
  const numbers = (name: keyof Quake): number[] => texts(name).map(Number);
  const [net, mag, magType, place] = [
    texts("net"),
    numbers("mag"),
    texts("magType"),
    texts("place"),
  ];
  const [since, lag, status, type] = [
    numbers("time"),
    numbers("updated"),
    texts("status"),
    texts("type"),
  ];
  const [felt, tsunami, sig] = [texts("felt"), numbers("tsunami"), numbers("sig")];
  const [lon, lat, depth] = [numbers("lon"), numbers("lat"), numbers("depth")];
  let time = 0;
  const quakes = texts("id").map((id, i): Quake => {
    time += since[i]!;
    return Object.freeze({
      id,
      net: net[i]!,
      mag: mag[i]!,
      magType: magType[i]!,
      place: place[i]!,
      time,
      updated: time + lag[i]!,
      status: status[i] === "reviewed" ? "reviewed" : "automatic",
      type: kinds.find((kind) => kind === type[i])!,
      felt: felt[i] === "" ? null : Number(felt[i]),
      tsunami: tsunami[i]!,
      sig: sig[i]!,
      lon: lon[i]!,
      lat: lat[i]!,
      depth: depth[i]!,
    });
  });
  return Object.freeze(quakes);
}
