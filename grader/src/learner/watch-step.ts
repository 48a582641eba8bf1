import { isSolved } from "@headgate/check/engine";
import { pressed } from "./watch-keys.ts";
import {
  check,
  fresh,
  hintsShown,
  present,
  stay,
  type WatchEvent,
  type WatchExercise,
  type WatchState,
  type WatchStep,
} from "./watch-state.ts";

/** What an event makes of a state. What comes of a run that is not the newest changes nothing. */
export function step(state: WatchState, event: WatchEvent): WatchStep {
  if ("run" in event && event.run !== state.run) return { state, effects: [] };
  switch (event.type) {
    case "key":
      return pressed(state, event.key);
    case "changed":
      return check(state);
    case "exercise changed":
      return exerciseChanged(state, event.exercise);
    case "missing":
      return {
        // The number goes up, so that the run that is being ended is not heard any more.
        state: { ...fresh(state), run: state.run + 1, phase: "missing" },
        effects: [{ type: "stop" }],
      };
    case "slow":
      return state.phase === "checking" ? stay({ ...state, phase: "taking long" }) : stay(state);
    case "verdict":
      return verdict(state, event);
    case "failed":
      return stay({ ...state, phase: "checked", says: event.message });
    case "types":
      return {
        state: { ...state, types: event.notes },
        effects: [{ type: "survey", again: false }],
      };
    case "standing":
      return standing(state, event);
    case "solution":
      return stay({ ...state, view: { name: "solution", text: event.text } });
    case "reset": {
      const { state: next, effects } = check(state);
      return { state: { ...next, says: event.text }, effects };
    }
    case "said":
      return stay({ ...state, says: event.text });
  }
}

function exerciseChanged(state: WatchState, exercise: WatchExercise): WatchStep {
  const exercises = state.exercises.map((it) => (it.slug === exercise.slug ? exercise : it));
  const { state: next } = check({ ...state, exercises });
  return { state: next, effects: [{ type: "open", slug: exercise.slug, run: next.run }] };
}

function verdict(state: WatchState, event: WatchEvent & { type: "verdict" }): WatchStep {
  const { slug } = present(state);
  const { report, standing, ms, at } = event;
  // A cell of the notebook that solves it does so whatever becomes of the file.
  const inNotebook =
    state.standings[slug]?.state === "done in the notebook" && !isSolved(report)
      ? state.standings[slug]
      : standing;
  const next: WatchState = {
    ...state,
    report,
    checked: { at, ms },
    phase: "checked",
    types: [],
    standings: { ...state.standings, [slug]: inNotebook },
  };
  return {
    state: next,
    effects: [
      { type: "remember", slug, standing: inNotebook, hints: hintsShown(next) },
      { type: "types", slug, run: state.run },
    ],
  };
}

function standing(state: WatchState, event: WatchEvent & { type: "standing" }): WatchStep {
  const { slug } = event;
  const known = state.standings[slug];
  // Of the present exercise only the notebook is news here: its file has a verdict of its own.
  const isNews =
    slug !== present(state).slug ||
    [known?.state, event.standing.state].includes("done in the notebook");
  const { standing: it } = event;
  const isKnown = known?.state === it.state && known.points === it.points && known.max === it.max;
  if (!isNews || isKnown) return stay(state);
  const standings = { ...state.standings, [slug]: event.standing };
  return {
    state: { ...state, standings },
    effects: [{ type: "remember", slug, standing: event.standing, hints: state.hints[slug] ?? 0 }],
  };
}
