import { CliError } from "../cli-error.ts";
import type { Roster } from "../intake/intake.ts";

/** Everything that a grading can write besides `results.json`. */
export const formats = [
  "csv",
  "canvas",
  "moodle",
  "gradescope",
  "exercism",
  "github-classroom",
  "junit",
  "feedback",
  "dashboard",
] as const;

export type Format = (typeof formats)[number];

/**
 * Reads what `--formats` was given: names with commas between them. Throws one sentence for a name that is none.
 *
 * @example
 * formatsOf("csv, feedback"); // a Set of the two
 */
export function formatsOf(text: string): ReadonlySet<Format> {
  const names = text
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "");
  const wrong = names.find((name) => !(formats as readonly string[]).includes(name));
  if (wrong !== undefined || names.length === 0) {
    const got = wrong === undefined ? "nothing" : `\`${wrong}\``;
    throw new CliError(`Expected \`--formats\` to list some of ${formats.join(", ")}, got ${got}.`);
  }
  return new Set(names as Format[]);
}

/** What must be known of a grading to know which files it writes. */
export interface Plan {
  /** The names of the students' feedback files. */
  readonly feedback: readonly string[];
  readonly slugs: readonly string[];
  /** Default: all. */
  readonly formats?: ReadonlySet<Format>;
  /** The form of the roster, where there is one. */
  readonly roster?: Roster["form"];
}

/** The files that a grading writes, `results.json` last: the same that `filesOf` gives. */
export function plannedFiles(plan: Plan): string[] {
  const wanted = plan.formats ?? new Set(formats);
  const names = formats
    .filter((format) => wanted.has(format))
    .flatMap((format) => filesIn[format](plan));
  return [...names, "results.json"];
}

const filesIn: Readonly<Record<Format, (plan: Plan) => string[]>> = {
  csv: () => ["grades.csv", "grades-long.csv"],
  canvas: ({ roster }) => (roster === "canvas" || roster === "list" ? ["canvas.csv"] : []),
  moodle: ({ roster }) => (roster === "moodle" ? ["moodle.csv"] : []),
  gradescope: ({ feedback }) => feedback.map((name) => `gradescope/${name}.json`),
  exercism: ({ feedback, slugs }) =>
    feedback.flatMap((name) => slugs.map((slug) => `exercism/${name}/${slug}.json`)),
  "github-classroom": ({ feedback }) => feedback.map((name) => `github-classroom/${name}.json`),
  junit: () => ["junit.xml"],
  feedback: ({ feedback }) =>
    feedback.flatMap((name) => [`feedback/${name}.html`, `feedback/${name}.md`]),
  dashboard: () => ["dashboard.html"],
};
