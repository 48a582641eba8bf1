import { readChapter } from "./store.ts";

/** Writes into the list of chapters how far the reader has come in each. */
export function showProgress(): void {
  for (const item of document.querySelectorAll<HTMLElement>("[data-chapter-progress]")) {
    const text = progressText(item);
    item.textContent = text;
    item.hidden = text === "";
  }
}

function progressText(item: HTMLElement): string {
  const stored = readChapter(item.dataset["chapterProgress"]!);
  const exercises = list(item.dataset["exercises"]);
  const questions = list(item.dataset["quiz"]);
  const solved = exercises.filter((slug) => {
    const check = stored.checks[slug];
    return check !== undefined && check.points >= check.max;
  }).length;
  const right = questions.filter((key) => stored.answers[key]?.right === true).length;
  const touched = Object.values(stored).some((part) => Object.keys(part as object).length > 0);
  if (!touched) return "";
  const total = exercises.length + questions.length;
  if (total > 0 && solved + right === total) return "Done";
  const parts = [
    ...(exercises.length > 0 ? [`${solved} of ${exercises.length} exercises`] : []),
    ...(questions.length > 0 ? [`quiz ${right} of ${questions.length}`] : []),
  ];
  return parts.length === 0 ? "Begun" : `Begun: ${parts.join(", ")}`;
}

function list(text: string | undefined): string[] {
  return (text ?? "").split(" ").filter((word) => word !== "");
}
