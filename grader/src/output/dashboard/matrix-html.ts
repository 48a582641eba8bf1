import { amount, escaped, verdictWords, type Verdict } from "@headgate/check/engine";
import type { Results, StudentResult } from "../../class/results.ts";
import { checkColumns, type CheckColumn } from "./class-figures.ts";
import { counted, type Person } from "./parts.ts";

/** A sign of one letter for each verdict, and the class that colours it: the letter alone tells them apart. */
export const matrixSigns: Readonly<
  Record<Verdict, { readonly sign: string; readonly css: string }>
> = {
  correct: { sign: "✓", css: "" },
  wrong: { sign: "✗", css: "w" },
  error: { sign: "E", css: "e" },
  time: { sign: "T", css: "e" },
  memory: { sign: "M", css: "e" },
  output: { sign: "O", css: "e" },
  refused: { sign: "R", css: "e" },
  "not submitted": { sign: "–", css: "x" },
  "not run": { sign: "N", css: "x" },
  internal: { sign: "?", css: "i" },
};

/**
 * Students and checks as a table whose headings stay in sight. Cells are written as short as HTML allows: a class of
 * 200 with 100 checks has 20,000 of them.
 */
export function matrixHtml({ exercises, students }: Results, person: Person): string {
  const columns = checkColumns(exercises, students);
  const groups = exercises.map(({ slug, title }, index) => {
    const span = columns[index]!.length;
    return span === 0
      ? ""
      : `<th class=f scope=colgroup colspan=${span} title="${escaped(title)}"><span>${escaped(slug)}</span>`;
  });
  const checks = columns.flatMap((list) => list.map(checkHeading));
  const rows = students.map((student) => row(student, columns, person));
  return `${legend()}
<div class="scroll matrix" role="region" aria-label="Students and checks" tabindex="0"><table>
<thead><tr><th scope=col rowspan=2 class=s>Student<th scope=col rowspan=2 class=t>Points${groups.join("")}
<tr>${checks.join("")}
<tbody>
${rows.join("\n")}
</table></div>
<p class="soft">${counted(students.length, "student")}, ${counted(checks.length, "check")}. A number is a visible check in its place; h is a hidden one. Point at a number for its name, or look it up under “Hardest checks”.</p>`;
}

/** "3" for the third visible check, "h2" for the second hidden one. */
export function shortId(id: string): string {
  return id.replace(/^visible-/, "").replace(/^hidden-/, "h");
}

function checkHeading({ id, name }: CheckColumn, index: number): string {
  const first = index === 0 ? " class=f" : "";
  return `<th${first} scope=col title="${escaped(name)}">${escaped(shortId(id))}`;
}

function row(
  student: StudentResult,
  columns: readonly (readonly CheckColumn[])[],
  person: Person,
): string {
  const cells = columns.flatMap((list, index) => {
    const byId = new Map(student.exercises[index]?.checks.map((it) => [it.id, it.verdict]));
    return list.map(({ id }, place) => cell(byId.get(id) ?? "not run", place === 0));
  });
  const points = student.points === null ? "?" : amount(student.points);
  return `<tr><th scope=row class=s><span>${person(student)}</span><td class=t>${points}${cells.join("")}`;
}

function cell(verdict: Verdict, isFirst: boolean): string {
  const { sign, css } = matrixSigns[verdict];
  const classes = `${isFirst ? "f" : ""}${isFirst && css !== "" ? " " : ""}${css}`;
  if (classes === "") return `<td>${sign}`;
  return classes.includes(" ") ? `<td class="${classes}">${sign}` : `<td class=${classes}>${sign}`;
}

function legend(): string {
  const items = Object.entries(matrixSigns).map(
    ([verdict, { sign, css }]) =>
      `<li><span class="sign ${css}">${sign}</span> ${verdictWords[verdict as Verdict].word}</li>`,
  );
  return `<ul class="legend" aria-label="Signs">${items.join("")}</ul>`;
}
