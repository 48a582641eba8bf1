import { amount, isSolved, reportText, type Report, type TextStyle } from "@headgate/check/engine";
import { fitted } from "./fitted.ts";
import { isDone, stateSigns } from "./state-of.ts";
import { taskAndFile, taskAndFileLine } from "./task-and-file.ts";
import { typesText } from "./types-text.ts";
import {
  hintsShown,
  isPresentDone,
  nextToDo,
  present,
  type WatchExercise,
  type WatchState,
  type WatchView,
} from "./watch-state.ts";

/** The terminal to draw for. */
export interface Screen {
  readonly columns: number;
  readonly rows: number;
  readonly style: TextStyle;
}

/** The whole screen for a state, as lines that fit its width; more lines than rows when a report is long. */
export function screenLines(state: WatchState, screen: Screen): string[] {
  const { view } = state;
  const lines =
    view.name === "list"
      ? listLines(state, view, screen)
      : view.name === "solution"
        ? solutionLines(state, view.text, screen)
        : view.name === "keys"
          ? [progressLine(state, screen), "", ...keysHelp(present(state))]
          : exerciseLines(state, screen);
  // One column stays free: some terminals break the line when the last one is written.
  return lines.flatMap((line) => fitted(line, Math.max(20, screen.columns - 1)));
}

/** The report with the hint that the learner has asked for last, at the first check to fix, and no other. */
export function withHintsShown(report: Report, hints: readonly string[], shown: number): Report {
  const first = report.checks.findIndex(({ verdict }) => verdict !== "correct");
  const hint = hints[Math.min(shown, hints.length) - 1];
  const checks = report.checks.map((check, index) => {
    const { hint: _, ...bare } = check;
    return index === first && hint !== undefined ? { ...bare, hint } : bare;
  });
  return { ...report, checks };
}

/** What is said of an exercise that is done: a word of praise, and what comes now. */
export function doneLines(state: WatchState, { style }: Pick<Screen, "style">): string[] {
  const next = nextToDo(state);
  const what =
    state.report && isSolved(state.report) ? "Well done." : "You solved it in the notebook.";
  if (next === undefined) {
    return [style.good(`${what} All ${state.exercises.length} exercises are done.`)];
  }
  return [`${style.good(what)} Next, when you like: ${state.exercises[next]!.title}.`];
}

const barWidth = 20;
/** Columns in which a report, as it is printed, has room. */
const reportWidth = 100;

function progressLine({ exercises, standings }: WatchState, { style }: Screen): string {
  const done = exercises.filter(({ slug }) => isDone(standings[slug])).length;
  const full = Math.floor((done / exercises.length) * barWidth);
  const bar = `${style.good("█".repeat(full))}${style.faint("░".repeat(barWidth - full))}`;
  return `${style.strong("Headgate")}  ${bar}  ✓ ${done} of ${exercises.length}`;
}

function exerciseLines(state: WatchState, screen: Screen): string[] {
  const { style } = screen;
  const exercise = present(state);
  const place = `exercise ${state.at + 1} of ${state.exercises.length}`;
  const { at, ms } = state.checked ?? {};
  const when = at !== undefined && state.phase === "checked" ? `  ${at}, ${ms} ms` : "";
  return [
    `${progressLine(state, screen)}  ${style.faint(`${place}${when}`)}`,
    ...pathLines(exercise, screen),
    "",
    reportOrTitle(state, screen),
    ...typesText(exercise.slug, state.types, 3),
    "",
    ...lastLines(state, screen),
  ];
}

/** Both paths on one line where there is room: rows are few. */
function pathLines(exercise: WatchExercise, { columns, style }: Screen): string[] {
  const line = taskAndFileLine(exercise);
  const lines = line.length < columns ? [line] : taskAndFile(exercise);
  return lines.map((text) => style.faint(text));
}

function reportOrTitle(state: WatchState, { columns, style }: Screen): string {
  const { report } = state;
  const { title, hints } = present(state);
  if (!report) return style.strong(title);
  const shown = withHintsShown(report, hints, hintsShown(state));
  return reportText(columns < reportWidth ? narrowed(shown, columns - 4) : shown, style);
}

/** A report whose sentences are broken for a narrow screen, before its printer breaks them for a wide one. */
function narrowed(report: Report, columns: number): Report {
  const broken = (text: string): string => fitted(text, Math.max(20, columns)).join("\n");
  const label = "Hint: ";
  const checks = report.checks.map((check) => {
    const { message, hint } = check;
    const narrow = { ...check, message: broken(message) };
    if (hint === undefined) return narrow;
    return { ...narrow, hint: broken(`${label}${hint}`).slice(label.length) };
  });
  return { ...report, checks };
}

function lastLines(state: WatchState, screen: Screen): string[] {
  const { style } = screen;
  const exercise = present(state);
  if (state.isAskingReset) {
    const file = `${exercise.slug}.ts`;
    return [
      `Put ${file} back as it was handed out? What you wrote is kept in .headgate/kept.`,
      `${style.strong("y")} yes   ${style.strong("N")} no, any other key`,
    ];
  }
  return [...statusLines(state, screen), keyLine(state, screen)];
}

function statusLines(state: WatchState, screen: Screen): string[] {
  const said = state.says === undefined ? [] : [state.says];
  if (state.phase === "missing") {
    return [
      `${present(state).answer} is not there. \`r\` puts it back as it was handed out.`,
      ...said,
    ];
  }
  if (state.phase === "taking long")
    return ["Checking … a check that never ends is stopped after 5 s.", ...said];
  if (state.phase === "checking" && !state.report) return ["Checking …", ...said];
  return [...(isPresentDone(state) ? doneLines(state, screen) : []), ...said];
}

function keyLine(state: WatchState, { style }: Screen): string {
  const { hints, hasSolution } = present(state);
  const left = hintsShown(state);
  const isOver = isPresentDone(state);
  const keys: [key: string, what: string][] = [["n", "next"]];
  if (!isOver) keys.unshift(["h", `hint ${Math.min(left, hints.length)}/${hints.length}`]);
  else if (hasSolution) keys.push(["s", "reference answer"]);
  keys.push(["l", "list"], ["r", "reset"], ["?", "all keys"], ["q", "quit"]);
  return keys.map(([key, what]) => `${style.strong(key)} ${what}`).join("  ");
}

const keysHelp = ({ hasSolution }: WatchExercise): string[] => [
  "At every save of the file its checks run.",
  "",
  "  h      a hint, then the next one",
  "  n      the next exercise that is not done",
  "  p      the exercise before this one",
  "  l      all exercises, to choose from",
  "  r      put the file back as it was handed out; yours is kept",
  ...(hasSolution ? ["  s      the reference answer, once yours is done"] : []),
  "  Enter  check again",
  "  c      clear the screen",
  "  q      quit; next time you go on here",
  "",
  "Any key goes back.",
];

function solutionLines(state: WatchState, text: string, { style }: Screen): string[] {
  const { title } = present(state);
  return [
    `${style.strong(title)}: the reference answer, one way of several`,
    "",
    ...text.trimEnd().split("\n"),
    "",
    style.faint("Any key goes back."),
  ];
}

function listLines(
  watch: WatchState,
  { cursor }: WatchView & { name: "list" },
  screen: Screen,
): string[] {
  const { style, rows } = screen;
  const { exercises, standings } = watch;
  const room = Math.max(3, rows - 6);
  const from = Math.max(0, Math.min(cursor - Math.floor(room / 2), exercises.length - room));
  const width = Math.max(...exercises.map(({ slug }) => slug.length));
  const lines = exercises.slice(from, from + room).map(({ slug }, index) => {
    const place = from + index;
    const standing = standings[slug];
    const state = standing?.state ?? "to do";
    const mark = `${stateSigns[state]} ${state.padEnd(20)}`;
    const tally = standing ? `${amount(standing.points)} of ${amount(standing.max)} points` : "";
    const isHere = place === cursor;
    const number = `${isHere ? ">" : " "} ${String(place + 1).padStart(2)}`;
    const name = isHere ? style.strong(slug.padEnd(width)) : slug.padEnd(width);
    return `${number}  ${isDone(standing) ? style.good(mark) : mark}  ${name}  ${style.faint(tally)}`;
  });
  const help = "A number, or ↑ ↓ and Enter, opens one.  Esc goes back.  q quits.";
  return [progressLine(watch, screen), "", ...lines, "", style.faint(help)];
}
