import type { Report } from "@headgate/check/engine";
import { isDone, type Standing } from "./state-of.ts";

/** An exercise as the watch shows it; paths from the course's folder. */
export interface WatchExercise {
  readonly slug: string;
  readonly title: string;
  readonly hints: readonly string[];
  readonly task: string;
  readonly answer: string;
  /** Whether the course holds its reference answer. */
  readonly hasSolution: boolean;
}

/** What is on the screen. The list remembers its cursor and the digits typed so far. */
export type WatchView =
  | { readonly name: "exercise" | "keys" }
  | { readonly name: "list"; readonly cursor: number; readonly typed: string }
  | { readonly name: "solution"; readonly text: string };

/** Everything the watch knows. A pure value: `step` makes the next one. */
export interface WatchState {
  readonly exercises: readonly WatchExercise[];
  /** The place of the present exercise. */
  readonly at: number;
  readonly view: WatchView;
  /** How far each exercise is, by its slug; none for what was not looked at yet. */
  readonly standings: Readonly<Record<string, Standing>>;
  /** How many hints are shown, by slug. */
  readonly hints: Readonly<Record<string, number>>;
  /** The number of the newest run; what an older one says comes too late. */
  readonly run: number;
  readonly phase: "checking" | "taking long" | "checked" | "missing";
  /** The last verdict on the present exercise. */
  readonly report?: Report;
  readonly checked?: { readonly at: string; readonly ms: number };
  /** What TypeScript says of the answer as it was checked last. */
  readonly types: readonly string[];
  /** One sentence for the learner, until something else happens. */
  readonly says?: string;
  readonly isAskingReset: boolean;
}

export type WatchEvent =
  | { readonly type: "key"; readonly key: string }
  /** The answer has another text. */
  | { readonly type: "changed" }
  /** The checks or the statement have changed. */
  | { readonly type: "exercise changed"; readonly exercise: WatchExercise }
  | { readonly type: "missing" }
  | { readonly type: "slow"; readonly run: number }
  | {
      readonly type: "verdict";
      readonly run: number;
      readonly report: Report;
      readonly standing: Standing;
      readonly ms: number;
      readonly at: string;
    }
  | { readonly type: "failed"; readonly run: number; readonly message: string }
  | { readonly type: "types"; readonly run: number; readonly notes: readonly string[] }
  | { readonly type: "standing"; readonly slug: string; readonly standing: Standing }
  | { readonly type: "solution"; readonly text: string }
  /** The answer was put back, or why not. */
  | { readonly type: "reset"; readonly text: string }
  | { readonly type: "said"; readonly text: string };

/** What the shell is to do; each comes back as an event, if at all. */
export type WatchEffect =
  /** Turn to the exercise: load it, watch its file, and check it as this run. */
  | { readonly type: "open"; readonly slug: string; readonly run: number }
  /** Check the newest text; an older run that is still going is ended. */
  | { readonly type: "check"; readonly slug: string; readonly run: number }
  /** End the run that is going: there is nothing to check. */
  | { readonly type: "stop" }
  | { readonly type: "types"; readonly slug: string; readonly run: number }
  /** See how far the other exercises are, when nothing else is to do: those not seen yet, or all of them again. */
  | { readonly type: "survey"; readonly again: boolean }
  | {
      readonly type: "remember";
      readonly slug: string;
      readonly standing: Standing;
      readonly hints: number;
    }
  | { readonly type: "reset" | "solution"; readonly slug: string }
  | { readonly type: "suspend" | "redraw" | "quit" };

/** The next state, and what is to be done to get there. */
export interface WatchStep {
  readonly state: WatchState;
  readonly effects: readonly WatchEffect[];
}

/** The state before anything happened, at one of the exercises; its first run is on its way. */
export function firstStep(
  exercises: readonly WatchExercise[],
  at: number,
  known: Pick<WatchState, "standings" | "hints">,
): WatchStep {
  const state: WatchState = {
    exercises,
    at,
    ...known,
    view: { name: "exercise" },
    run: 1,
    phase: "checking",
    types: [],
    isAskingReset: false,
  };
  return { state, effects: [{ type: "open", slug: exercises[at]!.slug, run: 1 }] };
}

/** The exercise that is worked on. */
export function present(state: WatchState): WatchExercise {
  return state.exercises[state.at]!;
}

/** How many hints of the present exercise are shown. */
export function hintsShown(state: WatchState): number {
  return state.hints[present(state).slug] ?? 0;
}

/** Whether nothing is left to do in the present exercise. */
export function isPresentDone(state: WatchState): boolean {
  return isDone(state.standings[present(state).slug]);
}

/** The place of the next exercise that is not done, from the present one on and round; undefined when all others are. */
export function nextToDo({ exercises, at, standings }: WatchState): number | undefined {
  const places = exercises.map((_, index) => (at + 1 + index) % exercises.length);
  return places.find((place) => place !== at && !isDone(standings[exercises[place]!.slug]));
}

/** Turns to another exercise. */
export function turnTo(state: WatchState, at: number): WatchStep {
  const { report: _, checked: __, ...rest } = fresh(state);
  const run = state.run + 1;
  const next: WatchState = {
    ...rest,
    at,
    run,
    phase: "checking",
    types: [],
    view: { name: "exercise" },
  };
  return { state: next, effects: [{ type: "open", slug: present(next).slug, run }] };
}

/** Runs the checks again, on what is in the file now. The last report stays in sight until then. */
export function check(state: WatchState): WatchStep {
  const run = state.run + 1;
  // Who saves wants the verdict, whatever else was in sight; only a choice from the list goes on.
  const view = state.view.name === "list" ? state.view : ({ name: "exercise" } as const);
  const next: WatchState = { ...fresh(state), run, view, phase: "checking" };
  return { state: next, effects: [{ type: "check", slug: present(next).slug, run }] };
}

/** Without the sentence and the question that were waiting. */
export function fresh(state: WatchState): WatchState {
  const { says: _, ...rest } = state;
  return { ...rest, isAskingReset: false };
}

/** A state with nothing to do. */
export function stay(state: WatchState): WatchStep {
  return { state, effects: [] };
}
