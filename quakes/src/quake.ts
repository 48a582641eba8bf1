/**
 * One event of the feed, as its network reported it. Not every quake is an earthquake: see `type`.
 */
export interface Quake {
  /** Unique in the week: the network's code followed by the number that the network gave. */
  readonly id: string;
  /** The reporting network, for example `"ci"` for Southern California. */
  readonly net: string;
  /** Magnitude on the scale that `magType` names. A very small event has one below zero. */
  readonly mag: number;
  /** The magnitude's scale, for example `"ml"` (local) or `"mww"` (moment, W phase). */
  readonly magType: string;
  /** Where it was, for a human: `"22km NNE of Hualian, Taiwan"`. */
  readonly place: string;
  /** When it happened: milliseconds since 1970, UTC. */
  readonly time: number;
  /** When the report was last revised: milliseconds since 1970, UTC. Never in order when `time` is. */
  readonly updated: number;
  /** Whether a seismologist has looked at it. */
  readonly status: "automatic" | "reviewed";
  /** What it was. The desk wants earthquakes; the other two are blasts. */
  readonly type: "earthquake" | "explosion" | "quarry blast";
  /** How many people reported that they felt it; `null` when nobody has. */
  readonly felt: number | null;
  /** 1 when the event was flagged for tsunami information, else 0. */
  readonly tsunami: number;
  /** Significance, from 0 up to about 1000: grows with magnitude and with felt reports. */
  readonly sig: number;
  /** Longitude of the epicentre in degrees, east positive. */
  readonly lon: number;
  /** Latitude of the epicentre in degrees, north positive. */
  readonly lat: number;
  /** Depth in kilometres. Slightly negative when the network puts it above sea level. */
  readonly depth: number;
}
