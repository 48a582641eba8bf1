/** A file or, with a slash at its end, a folder that a learner edition does not have. */
export interface LeftOut {
  readonly path: string;
  readonly why: string;
}

/**
 * All that a learner edition leaves out, in one place. `checks/edition.test.ts` finds what reads solutions and is not here.
 */
export const leftOut: readonly LeftOut[] = [
  { path: "solutions/", why: "the answers, the hidden checks and the wrong answers" },
  { path: "course/instructors/", why: "tells which wrong answers to expect" },
  { path: "course/misconceptions.md", why: "a table for authors; leads to the instructors' notes" },
  { path: "checks/edition.test.ts", why: "proves that this list is complete" },
  { path: "checks/edition.e2e.test.ts", why: "writes an edition and runs its tests" },
  { path: "checks/exercises.test.ts", why: "proves stubs, solutions and wrong answers" },
  { path: "checks/grader.e2e.test.ts", why: "grades a class that hands in the solutions" },
  { path: "checks/interrupted-grading.e2e.test.ts", why: "grades the solutions again and again" },
  {
    path: "checks/jupyter/clone.e2e.test.ts",
    why: "clones the repository, which an edition need not be",
  },
  { path: "checks/jupyter/reader-machine.ts", why: "clones the repository, for that test alone" },
  { path: "grader/bench/", why: "makes classes of the solutions and the wrong answers" },
  { path: "grader/e2e/grade-command.e2e.test.ts", why: "grades a class that hands in a solution" },
  { path: "grader/e2e/watch.e2e.test.ts", why: "saves the solutions as a learner would" },
  { path: "grader/e2e/watched-course.ts", why: "copies the solutions for that test" },
  { path: "grader/src/authoring/new-exercise-command.ts", why: "is for authors" },
  { path: "grader/src/authoring/new-exercise.ts", why: "makes a solution too" },
  {
    path: "grader/src/authoring/new-exercise-texts.ts",
    why: "holds what a new exercise begins with, its solution and hidden checks too",
  },
  {
    path: "grader/src/authoring/new-exercise.test.ts",
    why: "makes an exercise with a solution and proves it beside the others",
  },
  {
    path: "grader/src/jail/corpus.test.ts",
    why: "follows the corpus to tests that an edition does not have",
  },
  {
    path: "grader/src/submission/submission.test.ts",
    why: "hands in the course with its solutions",
  },
  { path: "site/e2e/exercises.e2e.test.ts", why: "types the solutions into the page" },
];

/** Whether a file of the course is not for learners; hidden checks never are, wherever they lie. */
export function isLeftOut(path: string): boolean {
  if (path.endsWith(".hidden.test.ts")) return true;
  return leftOut.some((one) =>
    one.path.endsWith("/") ? path.startsWith(one.path) : path === one.path,
  );
}
