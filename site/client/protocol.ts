// What the page and its worker say to each other.
import type { CompiledCell } from "../src/compile-cell.ts";

/** The page asks for one cell to be run; the worker takes the next one when this one is done. */
export interface RunRequest {
  readonly type: "run";
  /** The cell's number on its page, as readers see it. */
  readonly cell: number;
  readonly source: string;
  /** The cell as the builder compiled it; absent for a text that the reader changed. */
  readonly compiled?: CompiledCell;
  /** For the cell that checks an exercise: the cell that answers it, and what that must declare. */
  readonly answer?: { readonly cell: number; readonly names: readonly string[] };
}

/** One text that a cell printed, a line or several, without the last line break. */
export interface PrintMessage {
  readonly type: "print";
  readonly cell: number;
  readonly stream: "out" | "error";
  readonly text: string;
  /** Where an error was thrown. */
  readonly place?: Place;
}

export interface Place {
  readonly cell: number;
  readonly line: number;
}

/** A rich output: one content in several forms, as Jupyter's MIME bundles are. */
export interface DisplayMessage {
  readonly type: "display";
  readonly cell: number;
  readonly bundle: Readonly<Record<string, unknown>>;
  /** It takes the place of the output before that has the same. */
  readonly id?: string;
}

/** A cell needs a name that no cell has declared, most often because the cells above have not been run. */
export interface MissingMessage {
  readonly type: "missing";
  readonly cell: number;
  readonly name: string;
  readonly line: number;
}

/** A cell's own text begins to run: what it imports and, if need be, the compiler are loaded. */
export interface StartedMessage {
  readonly type: "started";
  readonly cell: number;
}

/** The checks of an exercise have run. */
export interface CheckedMessage {
  readonly type: "checked";
  readonly slug: string;
  readonly points: number;
  readonly max: number;
}

/** How the run of a cell ended; nothing of that run follows but late output. */
export interface DoneMessage {
  readonly type: "done";
  readonly cell: number;
  readonly outcome: "finished" | "failed" | "missing";
}

export type WorkerMessage =
  | StartedMessage
  | PrintMessage
  | DisplayMessage
  | MissingMessage
  | CheckedMessage
  | DoneMessage;
