import type { Cell, Chapter } from "@headgate/course";

/** Cells as a test writes them: without their places. */
type Bare = Cell extends infer Each
  ? Each extends Cell
    ? Omit<Each, "id" | "section" | "line">
    : never
  : never;

/** A chapter of the given cells. */
export function chapterOf(...cells: readonly Bare[]): Chapter {
  return {
    id: "07-trial",
    number: "07",
    path: "course/chapters/07-trial.md",
    title: "Trial <1>",
    minutes: 12,
    needs: ["02"],
    goals: ["try `it`"],
    exercises: cells.flatMap((cell) => (cell.kind === "exercise" ? [cell.exercise.slug] : [])),
    cells: cells.map((cell, at) => {
      return { ...cell, id: `07-${at}`, section: "run", line: 10 + at };
    }),
    terms: [],
    rules: [],
    misconceptions: [],
    asks: [],
    marks: [],
  };
}

/** A live cell. */
export function code(text: string, more: object = {}): Bare {
  return {
    kind: "code",
    code: text,
    hidden: false,
    expectError: false,
    outputs: {},
    lastLine: 0,
    ...more,
  };
}

/** An exercise that takes so many minutes. */
export function exercise(minutes: number): Bare {
  return {
    kind: "exercise",
    exercise: {
      folder: `07-take-${minutes}`,
      slug: `take-${minutes}`,
      title: `Take ${minutes}`,
      points: 1,
      minutes,
      difficulty: 1,
      hints: ["a", "b", "c"],
      statement: "Do it.",
      asks: [],
      stub: "export const it = 1;",
      exports: ["it"],
    },
    code: "const it = 1;",
    check: "1;",
  };
}
