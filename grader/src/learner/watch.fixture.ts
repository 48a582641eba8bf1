import type { Report, Verdict } from "@headgate/check/engine";
import type { Standing } from "./state-of.ts";
import { firstStep, type WatchEvent, type WatchExercise, type WatchState } from "./watch-state.ts";
import { step } from "./watch-step.ts";

/** So many exercises, "one" to "twelve". */
export function someExercises(count: number = 3): WatchExercise[] {
  const slugs = "one two three four five six seven eight nine ten eleven twelve".split(" ");
  return slugs.slice(0, count).map((slug) => ({
    slug,
    title: `The ${slug}`,
    hints: ["the idea", "the part", "the piece"],
    task: `exercises/01-${slug}/README.md`,
    answer: `exercises/01-${slug}/${slug}.ts`,
    hasSolution: true,
  }));
}

/** A report of two checks of 2 points each, which ended like that. */
export function someReport(...verdicts: Verdict[]): Report {
  const checks = verdicts.map((verdict, index) => ({
    id: `visible-${index + 1}`,
    name: `check ${index + 1}`,
    hidden: false,
    verdict,
    points: verdict === "correct" ? 2 : 0,
    max: 2,
    message: verdict === "correct" ? "" : "You begin again at 0",
    console: "",
    ms: 1,
    ...(verdict === "wrong" && { hint: "the idea" }),
  }));
  const points = checks.reduce((sum, check) => sum + check.points, 0);
  return { slug: "one", title: "The one", points, max: checks.length * 2, checks };
}

/** The standing after a report. */
export function standingFor(
  state: Standing["state"],
  points = state === "to do" ? 0 : 4,
): Standing {
  return { state, points, max: 4 };
}

/** A watch at its first exercise, and what comes of events after another. */
export function watchAfter(
  events: readonly WatchEvent[],
  { count = 3, done = [] }: { count?: number; done?: readonly string[] } = {},
): WatchState {
  const standings = Object.fromEntries(done.map((slug) => [slug, standingFor("done")]));
  const first = firstStep(someExercises(count), 0, { standings, hints: {} });
  return events.reduce((state, event) => step(state, event).state, first.state);
}

export const key = (name: string): WatchEvent => ({ type: "key", key: name });

/** The verdict of a run: solved, or not yet. */
export function verdictOf(run: number, isSolved: boolean): WatchEvent {
  const report = isSolved ? someReport("correct", "correct") : someReport("correct", "wrong");
  const standing = isSolved ? standingFor("done") : standingFor("not solved yet", 2);
  return { type: "verdict", run, report, standing, ms: 40, at: "12:00:00" };
}
