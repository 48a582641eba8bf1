import type { Sample } from "../live/sampler.ts";
import type { Recording } from "../show/run/recording.ts";

/** A picture of a run that the player can show. */
export type PlayerView = "topology" | "sequence" | "marbles" | "depth" | "lost";

/** One of several runs side by side on one clock. */
export interface PlayerPanel {
  /** What is written above it where there are several. */
  readonly label: string;
  /** The run, as `record` in `headgate/show` takes it down. */
  readonly recording?: Recording;
  /** Or, of a system that was watched while it ran, what a `Sampler` of `headgate/live` has taken. */
  readonly samples?: readonly Sample[];
}

/** What a player is given; plain data, so it can be kept as JSON. */
export interface PlayerOptions {
  /** Stands above it, and is what it is called by. */
  readonly title: string;
  /** 1 to 4 runs. */
  readonly panels: readonly PlayerPanel[];
  /** What it shows first. Default `"topology"`. */
  readonly view?: PlayerView;
  /** Where it stands first, 0 to the number of all steps; moved into that range. Default 0: before the first step. */
  readonly step?: number;
}

/** A player within a page. */
export interface Player {
  /** How many steps were taken, over all panels: 0 to `length`. */
  readonly position: number;
  /** The number of steps of all panels together. */
  readonly length: number;
  /** Shows other runs in the same place: view, speed and keyboard focus stay, unless `view` is given. */
  load(options: PlayerOptions): void;
  /** Goes to a position; one that is out of range is moved into it. Stops what plays. */
  seek(position: number): void;
  /** Calls back whenever position or view has changed, by whomever. */
  onSeek(listener: (position: number, view: PlayerView) => void): void;
  /** Stops it and empties its place. */
  destroy(): void;
}

/** Throws for options that no player can show. */
export function checkOptions({ title, panels }: PlayerOptions): void {
  if (typeof title !== "string") throw wrong("title", "a string", title);
  if (!Array.isArray(panels) || panels.length < 1 || panels.length > 4) {
    throw wrong("panels", "a list of 1 to 4 runs", Array.isArray(panels) ? panels.length : panels);
  }
  for (const { recording, samples } of panels as readonly PlayerPanel[]) {
    if (Array.isArray(recording?.entries) || Array.isArray(samples)) continue;
    throw wrong("recording` of each of `panels", "what `record` answers", recording);
  }
}

const wrong = (what: string, expected: string, got: unknown): TypeError =>
  new TypeError(`Expected \`${what}\` to be ${expected}, got \`${String(got)}\``);
