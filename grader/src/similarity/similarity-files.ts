import {
  type Answer,
  similarities,
  similarityJson,
  type SimilarityOptions,
} from "./similarities.ts";
import { similarityHtml } from "./similarity-html.ts";

/** An exercise as the comparison needs it. */
export interface ComparedExercise {
  readonly exercise: { readonly slug: string; readonly title: string };
  /** The stub as it was handed out. */
  readonly stub: string;
}

/** What is written about likeness: `similarity.html` to look at, `similarity.json` for other tools. */
export function similarityFiles(
  answers: readonly Answer[],
  exercises: readonly ComparedExercise[],
  { names, ...options }: SimilarityOptions & { readonly names?: ReadonlyMap<string, string> } = {},
): Map<string, string> {
  const stubs = new Map(exercises.map(({ exercise, stub }) => [exercise.slug, stub]));
  const titles = new Map(exercises.map(({ exercise }) => [exercise.slug, exercise.title]));
  const found = similarities(answers, stubs, options);
  const page = { answers, titles, ...(names && { names }) };
  return new Map([
    ["similarity.html", similarityHtml(found, page)],
    ["similarity.json", similarityJson(found)],
  ]);
}
