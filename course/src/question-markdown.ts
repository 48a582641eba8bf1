// Questions in a notebook: what is asked stands open, the answers behind a fold, so that a reader commits first.
import type { QuestionCell, RetrievalCell } from "./chapter.ts";

/** A `predict` or `quiz` question; `number` says which of how many quiz questions it is. */
export function questionMarkdown(
  cell: QuestionCell,
  number?: { index: number; count: number },
): string {
  const lead =
    number === undefined ? "**Predict.**" : `**Question ${number.index} of ${number.count}.**`;
  const { answer } = cell;
  if (answer.kind === "number") {
    const wrong = answer.wrong.map(({ value, why }) => item(`**${value}**, no. ${why}`));
    const right = item(`**${answer.value}** is right. ${answer.why}`);
    return [
      `${lead} ${cell.question}`,
      fold("Your number first; then open this", [right, ...wrong].join("\n")),
    ].join("\n\n");
  }
  const options = answer.options.map((option, index) =>
    item(`**${letter(index)}.** ${option.text}`),
  );
  const answers = answer.options.map((option, index) =>
    item(`**${letter(index)}** ${option.right ? "is right" : "is wrong"}. ${option.why}`),
  );
  return [
    `${lead} ${cell.question}`,
    options.join("\n"),
    fold("Choose first; then open this", answers.join("\n")),
  ].join("\n\n");
}

export function retrievalMarkdown(cell: RetrievalCell): string {
  return cell.questions
    .map(({ question, answer, from }, index) => {
      const where = from === undefined ? "" : ` *(chapter ${Number(from)})*`;
      return `**${index + 1}.** ${question}${where}\n\n${fold("Answer", answer)}`;
    })
    .join("\n\n");
}

/** Markdown behind a fold; the empty lines make it Markdown again within the HTML. */
export function fold(summary: string, markdown: string): string {
  return `<details><summary>${summary}</summary>\n\n${markdown}\n\n</details>`;
}

function item(markdown: string): string {
  return `- ${markdown.replace(/\n(?=[^\n])/g, "\n  ")}`;
}

function letter(index: number): string {
  return String.fromCharCode("A".charCodeAt(0) + index);
}
