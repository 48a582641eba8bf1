import type { Run, Step } from "../show/run/run.ts";

/**
 * The steps of several runs in order of time, those of one moment in order of panels. Position 0 is
 * before all of them, position `length` behind the last.
 */
export class Reel {
  readonly length: number;
  readonly #runs: readonly Run[];
  /** Of each position its panel. */
  readonly #panels: Uint8Array;
  /** Of each panel, how many of its steps lie at or before each position. */
  readonly #taken: readonly Uint32Array[];

  constructor(runs: readonly Run[]) {
    this.#runs = runs;
    this.length = runs.reduce((sum, { steps }) => sum + steps.length, 0);
    this.#panels = new Uint8Array(this.length + 1);
    this.#taken = runs.map(() => new Uint32Array(this.length + 1));
    const next = runs.map(() => 0);
    for (let position = 1; position <= this.length; position++) {
      const panel = this.#earliest(next);
      next[panel]!++;
      this.#panels[position] = panel;
      for (const [index, taken] of this.#taken.entries()) taken[position] = next[index]!;
    }
  }

  #earliest(next: readonly number[]): number {
    let best = -1;
    let earliest = Infinity;
    for (const [panel, { steps }] of this.#runs.entries()) {
      const at = steps[next[panel]!]?.at ?? Infinity;
      if (at < earliest || best < 0) {
        if (next[panel]! >= steps.length) continue;
        [best, earliest] = [panel, at];
      }
    }
    return best;
  }

  /** The panel whose step is taken at a position; that of position 0 is the first. */
  panelAt(position: number): number {
    return this.#panels[position]!;
  }

  /** How many steps of a panel lie at or before a position. */
  taken(panel: number, position: number): number {
    return this.#taken[panel]![position]!;
  }

  /** The last step of a panel at or before a position. */
  lastOf(panel: number, position: number): Step | undefined {
    return this.#runs[panel]!.steps[this.taken(panel, position) - 1];
  }

  /** The step that is taken at a position; none at position 0. */
  stepAt(position: number): Step | undefined {
    return position === 0 ? undefined : this.lastOf(this.panelAt(position), position);
  }

  /** The time at a position, in ms; at position 0 that of the first step. */
  timeAt(position: number): number {
    return this.stepAt(Math.min(Math.max(1, position), this.length))?.at ?? 0;
  }
}

/**
 * The part of a list to show around one of its items: `size` items, or all where there are fewer. It
 * stays the same while the item moves within its middle half.
 */
export function windowAround(
  index: number,
  length: number,
  size: number,
): { readonly from: number; readonly to: number } {
  const half = Math.max(1, size >> 1);
  const page = Math.floor((index - (half >> 1)) / half) * half;
  const from = Math.max(0, Math.min(page, length - size));
  return { from, to: Math.min(length, from + size) };
}
