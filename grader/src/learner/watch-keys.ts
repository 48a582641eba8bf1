import { isSolved } from "@headgate/check/engine";
import {
  check,
  fresh,
  hintsShown,
  isPresentDone,
  nextToDo,
  present,
  stay,
  turnTo,
  type WatchState,
  type WatchStep,
} from "./watch-state.ts";

/** What a key makes of a state: "h", "up", "enter", "escape", "ctrl+c" and so on. */
export function pressed(state: WatchState, key: string): WatchStep {
  if (key === "ctrl+c" || key === "ctrl+d") return { state, effects: [{ type: "quit" }] };
  if (key === "ctrl+z") return { state, effects: [{ type: "suspend" }] };
  if (key === "ctrl+l") return { state, effects: [{ type: "redraw" }] };
  if (state.isAskingReset) return answerReset(state, key);
  if (key === "q") return { state, effects: [{ type: "quit" }] };
  if (state.view.name === "list") return inList(fresh(state), state.view, key);
  if (state.view.name !== "exercise") return back(state, key);
  return inExercise(fresh(state), key);
}

/** Any key leaves the keys and the reference answer; one that means something does it too. */
function back(state: WatchState, key: string): WatchStep {
  const exercise: WatchState = { ...fresh(state), view: { name: "exercise" } };
  const isSame = (key === "?" && state.view.name === "keys") || key === "s";
  return isSame ? stay(exercise) : inExercise(exercise, key);
}

function inExercise(state: WatchState, key: string): WatchStep {
  switch (key) {
    case "h":
      return hint(state);
    case "n":
      return next(state);
    case "p":
      return turnTo(state, (state.at + state.exercises.length - 1) % state.exercises.length);
    case "l":
      return list(state);
    case "r":
      return stay({ ...state, isAskingReset: true });
    case "s":
      return solution(state);
    case "c":
      return { state: { ...state, types: [] }, effects: [{ type: "redraw" }] };
    case "enter":
    case "space":
      return state.phase === "missing" ? stay(state) : check(state);
    case "?":
      return stay({ ...state, view: { name: "keys" } });
    default:
      return stay(state);
  }
}

function hint(state: WatchState): WatchStep {
  const { slug, hints } = present(state);
  const shown = hintsShown(state);
  if (state.report && isSolved(state.report)) {
    return stay({ ...state, says: "It is solved: no hint is needed." });
  }
  if (shown >= hints.length) {
    return stay({
      ...state,
      says: `There are no more hints: this was the last of ${hints.length}.`,
    });
  }
  const next: WatchState = { ...state, hints: { ...state.hints, [slug]: shown + 1 } };
  const standing = state.standings[slug];
  return {
    state: next,
    effects: standing ? [{ type: "remember", slug, standing, hints: shown + 1 }] : [],
  };
}

function next(state: WatchState): WatchStep {
  const place = nextToDo(state);
  if (place !== undefined) return turnTo(state, place);
  const says = isPresentDone(state)
    ? "All exercises are done. `l` lists them."
    : "This is the only one that is not done.";
  return stay({ ...state, says });
}

/** Before it is done, the reference answer would take the exercise away. */
function solution(state: WatchState): WatchStep {
  if (!present(state).hasSolution) {
    return stay({ ...state, says: "The reference answer is not in this edition of the course." });
  }
  if (!isPresentDone(state)) {
    return stay({ ...state, says: "Not yet: the reference answer is shown once yours is done." });
  }
  return { state, effects: [{ type: "solution", slug: present(state).slug }] };
}

/** "Yes" must be meant: every other key is a no. */
function answerReset(state: WatchState, key: string): WatchStep {
  const answered = fresh(state);
  if (key !== "y") return stay({ ...answered, says: "Nothing was reset." });
  return { state: answered, effects: [{ type: "reset", slug: present(state).slug }] };
}

function list(state: WatchState): WatchStep {
  return {
    state: { ...state, view: { name: "list", cursor: state.at, typed: "" } },
    effects: [{ type: "survey", again: true }],
  };
}

function inList(
  state: WatchState,
  view: WatchState["view"] & { name: "list" },
  key: string,
): WatchStep {
  const count = state.exercises.length;
  const to = (cursor: number): WatchStep =>
    stay({ ...state, view: { name: "list", cursor: (cursor + count) % count, typed: "" } });
  switch (key) {
    case "up":
    case "k":
      return to(view.cursor - 1);
    case "down":
    case "j":
      return to(view.cursor + 1);
    case "home":
      return to(0);
    case "end":
      return to(count - 1);
    case "enter":
      return view.cursor === state.at
        ? stay({ ...state, view: { name: "exercise" } })
        : turnTo(state, view.cursor);
    case "escape":
    case "l":
      return stay({ ...state, view: { name: "exercise" } });
    default:
      return /^\d$/.test(key) ? digit(state, view.typed + key, key) : stay(state);
  }
}

/** A number that no further digit can make another one is taken at once; else Enter takes it. */
function digit(state: WatchState, typed: string, last: string): WatchStep {
  const count = state.exercises.length;
  // A number that leads nowhere begins anew with its last digit.
  const number = [typed, last].map(Number).find((it) => it >= 1 && it <= count);
  if (number === undefined) return stay(state);
  const place = number - 1;
  if (number * 10 <= count) {
    return stay({ ...state, view: { name: "list", cursor: place, typed: String(number) } });
  }
  return place === state.at ? stay({ ...state, view: { name: "exercise" } }) : turnTo(state, place);
}
