import type { Trace } from "headgate";

/** What the reader may set. All that affects the picture is one of these. */
export type Parameter = RangeParameter | ChoiceParameter;

interface Named {
  /** As it stands in the address and in the cell: an identifier, `produceMs`. */
  readonly name: string;
  /** As it stands beside the control. */
  readonly label: string;
}

/** A slider. */
export interface RangeParameter extends Named {
  readonly kind: "range";
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly initial: number;
  /** `ms`, `events`, `%`. */
  readonly unit?: string;
}

/** One of a few. */
export interface ChoiceParameter extends Named {
  readonly kind: "choice";
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly initial: string;
}

/** What the parameters are set to, by name; `seed` is always there, an integer from 0 up. */
export type Values = Readonly<Record<string, number | string>> & { readonly seed: number };

/** One of the runs that a figure shows side by side, on one clock. */
export interface Panel {
  readonly label: string;
  readonly trace: Trace;
}

/** One figure's number: what the run came to. */
export interface Metric {
  readonly label: string;
  readonly value: number;
  /** `ms`, `events`, `events/s`, `%`, or `""` for a plain number. */
  readonly unit: string;
}

/** What must hold in every run of the figure, whatever the parameters and the seed. */
export interface Invariant {
  /** In words and signs: `delivered ≤ asked`. */
  readonly says: string;
  /** What is wrong with a run, in one sentence; `undefined` where it holds. */
  readonly broken: (panels: readonly Panel[], values: Values) => string | undefined;
}

/** Asked before the first run; the reader answers or skips. */
export interface Question {
  readonly text: string;
  /** Two to four answers, each with why it is right or wrong. */
  readonly options: readonly { readonly text: string; readonly why: string }[];
  /** Which option is right, read off the run with the initial values. */
  readonly answer: (panels: readonly Panel[]) => number;
}

/** A figure: a run of the library that a reader can turn, ask and check. */
export interface FigureSpec {
  /** In the address: `push-vs-pull`. */
  readonly slug: string;
  /** 1 to 12. */
  readonly number: number;
  /** The chapters it belongs to. */
  readonly chapters: readonly number[];
  readonly title: string;
  /** What is seen, in two sentences at most. */
  readonly lead: string;
  readonly question: Question;
  readonly parameters: readonly Parameter[];
  /** How the panels are drawn first, one of `as` of `headgate/show`. */
  readonly view: "topology" | "sequence" | "marbles" | "depth" | "lost";
  /**
   * Runs it; the same values give the same traces. Written as a method, so that a `run.ts` may name the values that
   * it takes; a test holds those names to the parameters.
   */
  run(values: Values): Promise<readonly Panel[]>;
  readonly metrics: (panels: readonly Panel[], values: Values) => readonly Metric[];
  /** The surprise, in one or two sentences with the numbers of this run. */
  readonly surprise: (panels: readonly Panel[], values: Values) => string;
  readonly invariants: readonly Invariant[];
}
