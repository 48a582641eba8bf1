import { describe, expect, test } from "vitest";
import {
  key,
  someExercises,
  someReport,
  standingFor,
  verdictOf,
  watchAfter,
} from "./watch.fixture.ts";
import { firstStep, present, type WatchEvent } from "./watch-state.ts";
import { step } from "./watch-step.ts";

const notYet = verdictOf(1, false);
const solved = verdictOf(1, true);
const changed: WatchEvent = { type: "changed" };

/** The state's place, view and run, and the effects, of the last of some events. */
function seen(events: readonly WatchEvent[], options?: Parameters<typeof watchAfter>[1]) {
  const { state, effects } = step(watchAfter(events.slice(0, -1), options), events.at(-1)!);
  const { view, run, phase, says } = state;
  return { at: present(state).slug, view: view.name, run, phase, says, effects };
}

test("firstStep opens the exercise that it is told", () => {
  const { state, effects } = firstStep(someExercises(), 1, { standings: {}, hints: {} });
  expect(effects).toEqual([{ type: "open", slug: "two", run: 1 }]);
  expect(state.phase).toBe("checking");
});

describe("step: runs", () => {
  const cases: [string, WatchEvent[], object][] = [
    [
      "a verdict is kept, and what goes behind it begins",
      [notYet],
      {
        phase: "checked",
        effects: [
          { type: "remember", slug: "one", standing: standingFor("not solved yet", 2), hints: 0 },
          { type: "types", slug: "one", run: 1 },
        ],
      },
    ],
    [
      "a save checks anew",
      [notYet, changed],
      { run: 2, phase: "checking", effects: [{ type: "check", slug: "one", run: 2 }] },
    ],
    [
      "a save during a run supersedes it",
      [changed, changed],
      { run: 3, effects: [{ type: "check", slug: "one", run: 3 }] },
    ],
    [
      "the verdict of a superseded run is not heard",
      [changed, solved],
      { run: 2, phase: "checking", effects: [] },
    ],
    [
      "nor are its notes on types",
      [changed, verdictOf(2, false), { type: "types", run: 1, notes: ["old"] }],
      { effects: [] },
    ],
    ["nor that it was slow", [changed, { type: "slow", run: 1 }], { phase: "checking" }],
    ["a slow run says so", [{ type: "slow", run: 1 }], { phase: "taking long" }],
    ["a verdict is not slow any more", [notYet, { type: "slow", run: 1 }], { phase: "checked" }],
    [
      "a file that is gone ends the run",
      [changed, { type: "missing" }],
      { phase: "missing", run: 3, effects: [{ type: "stop" }] },
    ],
    [
      "and what that run still says is not heard",
      [{ type: "missing" }, solved],
      { phase: "missing", effects: [] },
    ],
    [
      "a file that is back is checked",
      [{ type: "missing" }, changed],
      { phase: "checking", effects: [{ type: "check", slug: "one", run: 3 }] },
    ],
    [
      "checks that cannot be run are told",
      [{ type: "failed", run: 1, message: "Broken." }],
      { phase: "checked", says: "Broken." },
    ],
    [
      "the survey follows the notes on types",
      [notYet, { type: "types", run: 1, notes: [] }],
      { effects: [{ type: "survey", again: false }] },
    ],
    [
      "Enter checks again",
      [notYet, key("enter")],
      { effects: [{ type: "check", slug: "one", run: 2 }] },
    ],
    [
      "a check file that changed is loaded anew",
      [notYet, { type: "exercise changed", exercise: { ...someExercises()[0]!, title: "New" } }],
      { effects: [{ type: "open", slug: "one", run: 2 }] },
    ],
    [
      "a reset is checked, and what it did stays to be read",
      [notYet, { type: "reset", text: "It is back." }],
      { says: "It is back.", effects: [{ type: "check", slug: "one", run: 2 }] },
    ],
  ];
  test.each(cases)("%s", (_name, events, expected) => {
    expect(seen(events)).toMatchObject(expected);
  });

  test("the last report stays in sight while the next run goes on", () => {
    expect(watchAfter([notYet, changed]).report).toEqual(someReport("correct", "wrong"));
  });
});

describe("step: keys", () => {
  const cases: [string, WatchEvent[], object][] = [
    [
      "h shows a hint and remembers it",
      [notYet, key("h")],
      {
        effects: [
          { type: "remember", slug: "one", standing: standingFor("not solved yet", 2), hints: 1 },
        ],
      },
    ],
    [
      "h says that there are no more",
      [notYet, ...["h", "h", "h", "h"].map(key)],
      { says: "There are no more hints: this was the last of 3.", effects: [] },
    ],
    [
      "h is not needed when it is solved",
      [solved, key("h")],
      { says: "It is solved: no hint is needed." },
    ],
    ["a finished exercise stays until n", [solved], { at: "one" }],
    [
      "n goes to the next",
      [solved, key("n")],
      { at: "two", run: 2, effects: [{ type: "open", slug: "two", run: 2 }] },
    ],
    ["n goes on before it is done too", [notYet, key("n")], { at: "two" }],
    ["p goes back, round the corner", [notYet, key("p")], { at: "three" }],
    ["r asks first", [notYet, key("r")], { effects: [] }],
    ["y resets", [notYet, key("r"), key("y")], { effects: [{ type: "reset", slug: "one" }] }],
    [
      "Enter does not",
      [notYet, key("r"), key("enter")],
      { says: "Nothing was reset.", effects: [] },
    ],
    [
      "q neither, and does not quit",
      [notYet, key("r"), key("q")],
      { says: "Nothing was reset.", effects: [] },
    ],
    ["a save takes the question back", [notYet, key("r"), changed, key("y")], { effects: [] }],
    [
      "s waits until it is done",
      [notYet, key("s")],
      { says: "Not yet: the reference answer is shown once yours is done.", effects: [] },
    ],
    [
      "s shows the reference answer",
      [solved, key("s")],
      { effects: [{ type: "solution", slug: "one" }] },
    ],
    [
      "s again goes back",
      [solved, { type: "solution", text: "x" }, key("s")],
      { view: "exercise", effects: [] },
    ],
    [
      "another key goes back and does what it means",
      [solved, { type: "solution", text: "x" }, key("n")],
      { view: "exercise", at: "two" },
    ],
    [
      "a save goes back to the verdict",
      [solved, { type: "solution", text: "x" }, changed],
      { view: "exercise" },
    ],
    ["? shows the keys", [notYet, key("?")], { view: "keys" }],
    ["? again hides them", [notYet, key("?"), key("?")], { view: "exercise" }],
    ["c clears", [notYet, key("c")], { effects: [{ type: "redraw" }] }],
    ["q quits", [notYet, key("q")], { effects: [{ type: "quit" }] }],
    [
      "Ctrl-C quits, whatever is asked",
      [notYet, key("r"), key("ctrl+c")],
      { effects: [{ type: "quit" }] },
    ],
    ["Ctrl-Z suspends", [key("ctrl+z")], { effects: [{ type: "suspend" }] }],
    ["an unknown key does nothing", [notYet, key("x")], { view: "exercise", effects: [] }],
    [
      "Enter waits for a file that is not there",
      [{ type: "missing" }, key("enter")],
      { phase: "missing", effects: [] },
    ],
  ];
  test.each(cases)("%s", (_name, events, expected) => {
    expect(seen(events)).toMatchObject(expected);
  });

  test("s promises nothing where the course holds no solutions", () => {
    const watch = watchAfter([notYet]);
    const exercises = watch.exercises.map((it) => ({ ...it, hasSolution: false }));
    expect(step({ ...watch, exercises }, key("s")).state.says).toBe(
      "The reference answer is not in this edition of the course.",
    );
  });

  test("n passes over what is done, in a notebook too, and says when nothing else is left", () => {
    const inNotebook: WatchEvent = {
      type: "standing",
      slug: "two",
      standing: standingFor("done in the notebook"),
    };
    expect(seen([solved, inNotebook, key("n")])).toMatchObject({ at: "three" });
    const options = { done: ["two", "three"] };
    expect(seen([notYet, key("n")], options).says).toBe("This is the only one that is not done.");
    expect(seen([solved, key("n")], options).says).toBe("All exercises are done. `l` lists them.");
  });
});

describe("step: the list", () => {
  const cases: [string, string[], number, object][] = [
    [
      "l opens it and looks again at all",
      ["l"],
      3,
      { view: "list", effects: [{ type: "survey", again: true }] },
    ],
    ["l closes it", ["l", "l"], 3, { view: "exercise", at: "one" }],
    ["Escape closes it", ["l", "down", "escape"], 3, { view: "exercise", at: "one" }],
    ["down and Enter choose", ["l", "down", "enter"], 3, { view: "exercise", at: "two" }],
    ["up goes round the corner", ["l", "up", "enter"], 3, { at: "three" }],
    [
      "the present one is not checked again",
      ["l", "enter"],
      3,
      { view: "exercise", run: 1, effects: [] },
    ],
    [
      "a number chooses at once where no other begins with it",
      ["l", "3"],
      3,
      { view: "exercise", at: "three" },
    ],
    ["and waits where one does", ["l", "1"], 12, { view: "list", at: "one" }],
    ["until Enter", ["l", "down", "1", "enter"], 12, { at: "one" }],
    ["or its second digit", ["l", "1", "2"], 12, { at: "twelve" }],
    ["a number too high is a new beginning", ["l", "1", "5"], 12, { at: "five" }],
    ["a number that is none does nothing", ["l", "0"], 3, { view: "list" }],
    ["q quits", ["l", "q"], 3, { effects: [{ type: "quit" }] }],
    ["h means nothing there", ["l", "h"], 3, { view: "list", effects: [] }],
  ];
  test.each(cases)("%s", (_name, keys, count, expected) => {
    expect(seen([notYet, ...keys.map(key)], { count })).toMatchObject(expected);
  });

  test("a verdict does not close it", () => {
    expect(seen([notYet, key("l"), changed, verdictOf(2, true)]).view).toBe("list");
  });
});

describe("step: standings", () => {
  const other = (state: "done" | "done in the notebook" | "to do"): WatchEvent => ({
    type: "standing",
    slug: "two",
    standing: standingFor(state),
  });
  const own = (state: "done" | "done in the notebook" | "to do"): WatchEvent =>
    ({
      ...other(state),
      slug: "one",
    }) as WatchEvent;

  test("of others are kept and remembered, once", () => {
    const standing = standingFor("done");
    const effects = [{ type: "remember", slug: "two", standing, hints: 0 }];
    expect(seen([notYet, other("done")]).effects).toEqual(effects);
    expect(seen([notYet, other("done"), other("done")]).effects).toEqual([]);
  });

  test("of the present one are news only from the notebook", () => {
    expect(watchAfter([notYet, own("to do")]).standings["one"]?.state).toBe("not solved yet");
    const after = watchAfter([notYet, own("done in the notebook"), changed, verdictOf(2, false)]);
    expect(after.standings["one"]?.state).toBe("done in the notebook");
    expect(step(after, own("to do")).state.standings["one"]?.state).toBe("to do");
  });
});
