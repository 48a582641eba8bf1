import { amount, verdictWords, visibleControls, type CheckResult } from "@headgate/check/engine";
import type { ExerciseResult, GradedExercise, StudentResult } from "../class/results.ts";

/** The sum, or why there is none. */
export function totalLine({ points, max }: StudentResult): string {
  if (points === null)
    return `Something could not be graded, by no fault of yours; at most ${amount(max)} points. It will be looked at.`;
  return `${amount(points)} of ${amount(max)} points.`;
}

/** That it came late and what that cost; nothing when it came in time. */
export function latenessLine({ lateDays, exercises }: StudentResult): string[] {
  const penalty = exercises.reduce((sum, it) => sum + (it.override ? 0 : it.penalty), 0);
  if (lateDays === 0 && penalty === 0) return [];
  const days = `${lateDays} ${lateDays === 1 ? "day" : "days"} late`;
  return [`${lateDays > 0 ? `Handed in ${days}` : "Late"}: ${penaltyText(penalty)}.`];
}

function penaltyText(penalty: number): string {
  if (penalty === 0) return "nothing taken off";
  return `${amount(penalty)} ${penalty === 1 ? "point" : "points"} taken off`;
}

/** How much more time the student was given; nothing when none was. */
export function extensionText({ extension }: StudentResult): string | undefined {
  if (extension === undefined) return undefined;
  const { granted, until } = extension;
  return until === undefined ? `${granted}; no due time is known` : `until ${moment(until)}`;
}

/** What is known of the submission besides its points. */
export function submissionFacts(student: StudentResult): { name: string; text: string }[] {
  const extension = extensionText(student);
  return [
    ...(student.attempt === undefined ? [] : [{ name: "Attempt", text: student.attempt }]),
    ...(student.handedInAt === undefined
      ? []
      : [{ name: "Handed in", text: moment(student.handedInAt) }]),
    ...(extension === undefined ? [] : [{ name: "Extension", text: extension }]),
    ...latenessLine(student).map((text) => ({ name: "Lateness", text })),
  ];
}

/** "2026-11-22 13:19 UTC" for an ISO 8601 time; what is none stays as it is. */
export function moment(iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime())
    ? iso
    : `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** What became of the points of an exercise after its checks, one sentence each. */
export function adjustmentLines({ penalty, override, earned, max }: ExerciseResult): string[] {
  const earnedText = earned === null ? "were not graded" : `gave ${amount(earned)}`;
  if (override !== undefined) {
    return [
      `An instructor set ${amount(override.points)} of ${amount(max)} points: ${sentence(override.reason)} (The checks ${earnedText}.)`,
    ];
  }
  return penalty === 0 ? [] : [`The checks ${earnedText}; ${penaltyText(penalty)} for lateness.`];
}

/** The exercises of which something is to be said, and those of which nothing came. */
export interface PartedExercises {
  readonly told: readonly Told[];
  readonly notHandedIn: readonly GradedExercise[];
}

export interface Told {
  readonly result: ExerciseResult;
  readonly exercise: GradedExercise;
}

/** Parts a student's exercises, both in their order. What an instructor spoke of is told, even where nothing came. */
export function partedExercises(
  { exercises: results }: StudentResult,
  exercises: readonly GradedExercise[],
): PartedExercises {
  const all = results.map((result, index) => ({ result, exercise: exercises[index]! }));
  return {
    told: all.filter(({ result }) => !isAbsent(result)),
    notHandedIn: all.filter(({ result }) => isAbsent(result)).map(({ exercise }) => exercise),
  };
}

function isAbsent({ checks, override, comment, unreadable }: ExerciseResult): boolean {
  return (
    [override, comment, unreadable].every((it) => it === undefined) &&
    checks.length > 0 &&
    checks.every(({ verdict }) => verdict === "not submitted")
  );
}

/** "A counter (6)": what was not handed in, with the points it could have given. */
export function absentText({ title, max }: GradedExercise): string {
  return `${title} (${amount(max)})`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text.trim()) ? text : `${text}.`;
}

/** One thing that is to be told of a check. */
export interface Shown {
  readonly name: string;
  readonly text: string;
}

/**
 * What a student may see of a check, in the order of reading, with control characters made visible: of a hidden one
 * neither what was expected nor what was given, nor what was printed, which may hold the input.
 */
export function shownOf(check: CheckResult): readonly Shown[] {
  const known = shownBefore.get(check);
  if (known !== undefined) return known;
  const shown = whatIsShown(check);
  shownBefore.set(check, shown);
  return shown;
}

/** Five formats ask for the same. */
const shownBefore = new WeakMap<CheckResult, readonly Shown[]>();

function whatIsShown(check: CheckResult): Shown[] {
  const rows = check.hidden
    ? [
        ["message", check.message],
        ["got", check.got],
      ]
    : [
        ["message", check.message],
        ["expected", check.expected],
        ["got", check.got],
        ["input", check.input],
        ["printed", check.console.trimEnd().slice(0, 2000)],
      ];
  return rows.flatMap(([name, text]) =>
    text ? [{ name: name!, text: visibleControls(text) }] : [],
  );
}

/** All of that as one text, the verdict's words first; "" for a check that passed. */
export function checkText(check: CheckResult): string {
  if (check.verdict === "correct") return "";
  const { sign, word } = verdictWords[check.verdict];
  const hint = check.hint === undefined ? [] : [{ name: "hint", text: check.hint }];
  return [
    `${sign} ${word}`,
    ...[...shownOf(check), ...hint].map(({ name, text }) => `${name}: ${text}`),
  ].join("\n");
}
