// What the course promises of its chapters: each takes up the asks and the misconceptions that the lists give to it.
import type { Ask, Course, Misconception } from "./chapter.ts";
import { askPlaces, misconceptionPlaces, type Place } from "./places.ts";
import { SourceError } from "./source-error.ts";

/**
 * Finds asks that a chapter is to meet and does not, and misconceptions that are not confronted in two places, once by a mark in the
 * text and once by a question's wrong answer. What belongs to a chapter that is still to come is left alone.
 *
 * @param only Numbers of the chapters to judge; the other chapters of the course still count as places. By default all.
 */
export function checkCoverage(course: Course, only?: readonly string[]): SourceError[] {
  const judged = only ?? course.chapters.map(({ number }) => number);
  const asked = course.chapters.flatMap(askPlaces);
  const confronted = course.chapters.flatMap(misconceptionPlaces);
  const faults: SourceError[] = [];
  for (const [id, ask] of course.asks) {
    const places = asked.filter((place) => place.id === id);
    const missing = ask.chapters.filter(
      (number) => judged.includes(number) && !places.some(({ chapter }) => chapter === number),
    );
    faults.push(...missing.map((number) => unmet(id, ask, number)));
  }
  for (const [id, misconception] of course.misconceptions) {
    const { chapter, line } = misconception;
    if (chapter !== undefined && !judged.includes(chapter)) continue;
    const places = confronted.filter((place) => place.id === id);
    const fault = confrontation(misconception, places);
    if (fault !== undefined)
      faults.push(new SourceError("course/misconceptions.yaml", line, `${id} ${fault}`));
  }
  return faults;
}

function unmet(id: string, { line }: Ask, chapter: string): SourceError {
  const sentence = `chapter ${chapter} is to meet ${id}, and does so nowhere: mark the place with \`<!-- ask: ${id} -->\``;
  return new SourceError("course/asks.yaml", line, sentence);
}

/** What is missing, as the rest of a sentence. */
function confrontation({ chapter }: Misconception, places: readonly Place[]): string | undefined {
  if (chapter === undefined)
    return "stands below no comment such as `# 4` that says which chapter confronts it";
  const found = [...new Set(places.map((place) => `${Number(place.chapter)}, ${place.where}`))];
  const so = found.length === 0 ? "" : `; it is in ${found.join("; ")}`;
  if (!places.some((place) => place.chapter === chapter))
    return `belongs to chapter ${chapter} and is confronted nowhere there${so}`;
  if (!places.some(({ by }) => by === "mark"))
    return `is confronted in no text and no run: mark the place with \`<!-- misconception: … -->\`${so}`;
  if (!places.some(({ by }) => by === "option"))
    return `is the misconception of no wrong answer to a question${so}`;
  if (found.length < 2) return `is confronted in one place alone${so}`;
  return undefined;
}
