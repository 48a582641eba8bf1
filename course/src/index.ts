export type * from "./chapter.ts";
export { sectionKinds } from "./chapter.ts";
export { chapterFiles, readCourse, type ReadOptions } from "./course.ts";
export { checkCell, readExercise, stubCell, type ExerciseFiles } from "./exercise.ts";
export { replaceLinks } from "./marks.ts";
export { printNotebook } from "./notebook.ts";
export { trimOutput } from "./outputs.ts";
export { parse, type ParseContext } from "./parse.ts";
export { SourceError } from "./source-error.ts";
