// What reads and bundles exercises from disk: for the build, the grader and the tests of the course. Node only.
export { exercisesIn, findExercise, type ExerciseSource } from "./exercises-in.ts";
export { loadExercise } from "./load-exercise.ts";
export { checkFileText } from "./check-file-text.ts";
