/** Where a text breaks: console.log of Node fits a value into this many columns when it can. */
export const lineWidth = 80;
/** Items of an array, set, map or typed array beyond this many are counted, not shown. */
export const maxItems = 100;
/** Characters of a string beyond this many are counted, not shown. */
export const maxCharacters = 10_000;
/** How many inner levels may share one line. */
export const compactLevels = 3;

/** The state of one call of `inspect`: where in the value we are. */
export interface Context {
  /** Levels of nesting shown before `[Object]` stands in. */
  readonly depth: number;
  /** Whether a value's own `Symbol.for("nodejs.util.inspect.custom")` method is used. */
  readonly custom: boolean;
  /** Whether properties that are not enumerable are listed too (`%o`). */
  readonly hidden: boolean;
  /** The lines that stand below an error's message: where it was thrown, in cells. */
  readonly frames: (error: Error) => readonly string[];
  /** Columns that the enclosing levels take at the left. */
  indent: number;
  /** The level last entered; differs from a value's own level by how deep that value turned out to be. */
  level: number;
  /** The objects that we are inside of, outermost first. */
  readonly path: object[];
  /** Objects found inside themselves, with the number that refers to them. */
  readonly circular: Map<object, number>;
}

/** Formats one value at a level; the walker of `inspect`, handed down so that the parts need not import it. */
export type FormatValue = (context: Context, value: unknown, level: number) => string;
