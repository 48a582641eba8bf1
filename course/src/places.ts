// Where the course takes up what a table lists: a misconception, or an ask of users.
import type { Cell, Chapter } from "./chapter.ts";
import { replaceLinks } from "./marks.ts";

/** One place of a chapter. */
export interface Place {
  /** Of what is taken up: `"M-3"`. */
  readonly id: string;
  /** The chapter's number: `"02"`. */
  readonly chapter: string;
  /** `"mark"`: a comment beside the text or a run; `"option"`: a wrong answer of a question. */
  readonly by: "mark" | "option" | "exercise";
  /** Markdown: `"*Two debts*"`, or `"question 3 of the quiz"`. */
  readonly where: string;
}

/** Where a chapter confronts misconceptions, each place once for an id, in the order of the text. */
export function misconceptionPlaces(chapter: Chapter): Place[] {
  const quiz = chapter.cells.filter((cell) => cell.kind === "quiz");
  const asked = chapter.cells.flatMap((cell) => {
    if (cell.kind !== "predict" && cell.kind !== "quiz") return [];
    const where =
      cell.kind === "quiz"
        ? `question ${quiz.indexOf(cell) + 1} of the quiz`
        : headingOf(chapter, anchorAbove(chapter, cell));
    const { answer } = cell;
    const options = answer.kind === "choice" ? answer.options : answer.wrong;
    return options.flatMap(({ misconception: id }) =>
      id === undefined ? [] : [place(chapter, "option", { id, where })],
    );
  });
  return distinct([...marked(chapter, "misconception"), ...asked]);
}

/** Where a chapter or an exercise of it meets asks, each place once for an id, in the order of the text. */
export function askPlaces(chapter: Chapter): Place[] {
  const inExercises = chapter.cells.flatMap((cell) => {
    if (cell.kind !== "exercise") return [];
    const where = `exercise *${cell.exercise.title}*`;
    return cell.exercise.asks.map((id) => place(chapter, "exercise", { id, where }));
  });
  return distinct([...marked(chapter, "ask"), ...inExercises]);
}

function marked(chapter: Chapter, name: "misconception" | "ask"): Place[] {
  return chapter.marks
    .filter((mark) => mark.name === name)
    .map(({ id, anchor }) => place(chapter, "mark", { id, where: headingOf(chapter, anchor) }));
}

function place(
  { number }: Chapter,
  by: Place["by"],
  { id, where }: Pick<Place, "id" | "where">,
): Place {
  return { id, chapter: number, by, where };
}

function anchorAbove(chapter: Chapter, below: Cell): string | undefined {
  const above = chapter.cells.slice(0, chapter.cells.indexOf(below));
  return above.flatMap((cell) => (cell.kind === "heading" ? [cell.anchor] : [])).at(-1);
}

function headingOf(chapter: Chapter, anchor: string | undefined): string {
  const heading = chapter.cells.find((cell) => cell.kind === "heading" && cell.anchor === anchor);
  if (heading?.kind !== "heading") return "the opening";
  const plain = (words: string): string => words;
  return `*${replaceLinks(heading.title, { term: plain, chapter: plain, figure: plain })}*`;
}

function distinct(places: readonly Place[]): Place[] {
  return [...new Map(places.map((each) => [`${each.id} ${each.by} ${each.where}`, each])).values()];
}
