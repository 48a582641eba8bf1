// What a chapter is, for whoever prints one. Everything that the source may say is resolved here: numbers are
// filled in, exercises inserted, marks taken out. README.md says how each is written.
//
// Text in Markdown may hold raw HTML (`<details>`), and three forms of link that every printer must resolve:
// `[demanded](glossary:demand)` names a term of the glossary, `[chapter 4](chapter:04-max-and-min#anchor)` another
// chapter by its id, `[figure 3](figure:max-and-min-demand)` a figure of the site by its slug. `replaceLinks` finds them.

/** The whole course: what the site's builder and the notebooks' builder start from. */
export interface Course {
  readonly chapters: readonly Chapter[];
  /** Term to its definition (Markdown), in alphabetical order. */
  readonly glossary: ReadonlyMap<string, string>;
  /** By its id: `"M-3"`. */
  readonly misconceptions: ReadonlyMap<string, Misconception>;
  /** `"U-3"` to what users of GenStage ask. */
  readonly asks: ReadonlyMap<string, Ask>;
}

/** What readers believe before they know better, in `misconceptions.yaml`. */
export interface Misconception {
  /** As a reader would say it. */
  readonly says: string;
  /** Number of the chapter that is to confront it: `"04"`. */
  readonly chapter?: string;
  /** Where it stands in its file, from 1. */
  readonly line: number;
}

/** What users of GenStage ask or report, in `asks.yaml`. */
export interface Ask {
  /** What a user would say, as one sentence. */
  readonly asks: string;
  /** Addresses of public threads. */
  readonly threads: readonly string[];
  /** Numbers of the chapters that are to meet it: `"04"`. */
  readonly chapters: readonly string[];
  /** Where it stands in its file, from 1. */
  readonly line: number;
}

export interface Chapter {
  /** `"02-stages-and-demand"`: the file's name; the notebook is called so too. */
  readonly id: string;
  /** `"02"` */
  readonly number: string;
  /** From the root of the repository: `"course/chapters/02-stages-and-demand.md"`. */
  readonly path: string;
  /** Plain text. */
  readonly title: string;
  /** For reading and running, without the exercises. */
  readonly minutes: number;
  /** Numbers of the chapters it builds on. */
  readonly needs: readonly string[];
  /** "The reader can …": Markdown, each beginning with a verb. */
  readonly goals: readonly string[];
  /** Slugs in the order of the text; the exercises themselves are among the cells. */
  readonly exercises: readonly string[];
  /** Everything, in order. */
  readonly cells: readonly Cell[];
  /** Terms of the glossary that the text uses, in the order of their first use. */
  readonly terms: readonly string[];
  /** Ids of the rules that the text cites. */
  readonly rules: readonly string[];
  /** Ids of the misconceptions that the text confronts or a question's wrong answers stem from. */
  readonly misconceptions: readonly string[];
  /** Ids of the asks that the text or an exercise meets. */
  readonly asks: readonly string[];
  /** Every mark in a comment of the text, in order. */
  readonly marks: readonly Mark[];
}

/** One id that a comment of the text cites: `<!-- rule: S-10 -->`. */
export interface Mark {
  readonly name: "rule" | "misconception" | "ask";
  readonly id: string;
  /** The anchor of the section it stands in; none in the opening. */
  readonly anchor?: string;
  /** Where its comment stands in the source, from 1. */
  readonly line: number;
}

export const sectionKinds = [
  "retrieval",
  "idea",
  "predict",
  "run",
  "investigate",
  "modify",
  "make",
  "quiz",
] as const;
export type SectionKind = (typeof sectionKinds)[number];

export type Cell = HeadingCell | ProseCell | CodeCell | RetrievalCell | QuestionCell | ExerciseCell;

interface Placed {
  /** `"02-07"`: the chapter's number and the cell's place, unique in the course. */
  readonly id: string;
  /** Which section it stands in; `"opening"` before the first one. */
  readonly section: SectionKind | "opening";
  /** Where it begins in the source, from 1. */
  readonly line: number;
}

/** The `##` heading that begins a section. */
export interface HeadingCell extends Placed {
  readonly kind: "heading";
  /** Markdown, on one line. */
  readonly title: string;
  /** Unique in the chapter; fit for an `id` attribute. */
  readonly anchor: string;
}

export interface ProseCell extends Placed {
  readonly kind: "prose";
  /** Markdown. */
  readonly text: string;
}

/** A live cell. All cells of a chapter run in one session, in order, those of exercises included. */
export interface CodeCell extends Placed {
  readonly kind: "code";
  /** TypeScript, without a line break at the end. */
  readonly code: string;
  /** Runs like any other, but is not part of the text. */
  readonly hidden: boolean;
  /** The cell is meant to throw. */
  readonly expectError: boolean;
  /** A control that rewrites the number in `const <name> = <number>` of this cell. */
  readonly slider?: Slider;
  readonly outputs: Outputs;
  /** The last line of the cell's fence in the source, and of its outputs. */
  readonly lastLine: number;
}

export interface Slider {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** What a run is expected to give. An output that is missing must stay away in a run as well. */
export interface Outputs {
  /** Stdout. When it varies, only its presence is expected and `text` is an example. */
  readonly text?: { readonly text: string; readonly varies: boolean };
  /** Stderr; a thrown error is the line `Name: message`. */
  readonly error?: { readonly text: string };
  /** Rich output: only its presence is expected; `text` is what it looks like without HTML, possibly empty. */
  readonly html?: { readonly text: string };
}

/** Three questions that look back. */
export interface RetrievalCell extends Placed {
  readonly kind: "retrieval";
  readonly questions: readonly {
    /** Markdown, as `answer`. */
    readonly question: string;
    readonly answer: string;
    /** Number of the chapter that it asks about. */
    readonly from?: string;
  }[];
}

export interface QuestionCell extends Placed {
  readonly kind: "predict" | "quiz";
  /** `"02-quiz-3"`: stays the same when cells are put in before it. For what a page remembers of a reader. */
  readonly key: string;
  /** Markdown. */
  readonly question: string;
  readonly answer: Choice | NumberAnswer;
}

export interface Choice {
  readonly kind: "choice";
  /** In the order of the source; exactly one is right. */
  readonly options: readonly Option[];
}

export interface Option {
  /** Markdown, as `why`. */
  readonly text: string;
  readonly right: boolean;
  readonly why: string;
  /** Id of the misconception behind it; each wrong option has one. */
  readonly misconception?: string;
}

/** The reader types a number. */
export interface NumberAnswer {
  readonly kind: "number";
  readonly value: number;
  readonly why: string;
  /** Answers that tell of a misconception. */
  readonly wrong: readonly {
    readonly value: number;
    readonly why: string;
    readonly misconception: string;
  }[];
}

/** The place of an exercise: its statement, the cell to write in, the cell that checks. */
export interface ExerciseCell extends Placed {
  readonly kind: "exercise";
  readonly exercise: Exercise;
  /** The stub as a cell: without `export `. */
  readonly code: string;
  /** The cell that follows: `await check("counter", { counter });`. It displays the result as rich output. */
  readonly check: string;
}

export interface Exercise {
  /** `"02-counter"` */
  readonly folder: string;
  /** `"counter"` */
  readonly slug: string;
  readonly title: string;
  readonly points: number;
  readonly minutes: number;
  /** From 1 up to 3. */
  readonly difficulty: number;
  /** An idea, the API to use, a part of the answer: Markdown. */
  readonly hints: readonly [string, string, string];
  /** Markdown, without a heading of its own. */
  readonly statement: string;
  /** Ids of the asks that it meets. */
  readonly asks: readonly string[];
  /** The stub's source as it stands in `exercises/02-counter/counter.ts`. */
  readonly stub: string;
  /** Names of the values that the stub exports. */
  readonly exports: readonly string[];
}
