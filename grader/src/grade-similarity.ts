import { Worker } from "node:worker_threads";
import type { ClassResults } from "./class/class-results.ts";
import type { Gradable } from "./class/grade-answer.ts";
import type { similarityFiles } from "./similarity/similarity-files.ts";

/** What the thread is given, and hands on. */
export type SimilarityWork = Parameters<typeof similarityFiles>;

/** The files about who wrote the same, which change no grade. */
export const similarityNames: readonly string[] = ["similarity.html", "similarity.json"];

/**
 * The texts of those files; `given` is code that all have. It takes seconds for a large class and nothing waits for it but the writing, so it has a
 * thread of its own. A failure is told and costs these files alone.
 */
export async function similarityTexts(
  { answers, students }: ClassResults,
  gradables: readonly Gradable[],
  given: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map(students.map(({ student, name }) => [student, name]));
  const compared = gradables.map(({ exercise: { slug, title }, stub }) => ({
    exercise: { slug, title },
    stub,
  }));
  try {
    return await inThread([answers, compared, { names, given }]);
  } catch (error) {
    const sentence = `Who wrote the same could not be found out: ${(error as Error).message}`;
    console.error(sentence);
    return new Map(similarityNames.map((name) => [name, `${JSON.stringify(sentence)}\n`]));
  }
}

/** Milliseconds for each answer, on top of a minute: some fifty times what one takes. */
const patiencePerAnswerMs = 50;

function inThread(workerData: SimilarityWork): Promise<ReadonlyMap<string, string>> {
  const thread = new Worker(new URL("grade-similarity-thread.js", import.meta.url), { workerData });
  const patienceMs = 60_000 + patiencePerAnswerMs * workerData[0].length;
  return new Promise<ReadonlyMap<string, string>>((resolve, reject) => {
    const late = setTimeout(() => {
      void thread.terminate();
      reject(new Error(`it had not ended after ${Math.round(patienceMs / 1000)} s`));
    }, patienceMs);
    thread.once("message", resolve).once("error", reject);
    thread.once("exit", (code) => {
      clearTimeout(late);
      reject(new Error(`its thread ended with exit code ${code}`));
    });
  });
}
