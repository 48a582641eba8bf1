import { amount, escaped, inline, verdictWords } from "@headgate/check/engine";
import type { Results } from "../../class/results.ts";
import { scrollingTable } from "../page.ts";
import {
  exerciseTimes,
  hardestChecks,
  totalsOf,
  verdictCounts,
  type CheckFigures,
} from "./class-figures.ts";
import { matrixSigns, shortId } from "./matrix-html.ts";
import { bar, counted, foldedTable, percent, shownTime, type Person } from "./parts.ts";

/** The class in six numbers, and how its totals are spread. */
export function summaryHtml({ exercises, students }: Results): string {
  const totals = totalsOf(students);
  const max = exercises.reduce((sum, exercise) => sum + exercise.max, 0);
  const of = (points: number | undefined): string =>
    points === undefined ? "–" : `${amount(points)} <small>of ${amount(max)}</small>`;
  const late = students.filter(({ lateDays }) => lateDays > 0).length;
  const tiles = [
    ["Students", String(students.length)],
    ["Handed in", String(students.filter(({ attempt }) => attempt !== undefined).length)],
    ["Exercises", String(exercises.length)],
    ["Median", of(totals.median)],
    ["Mean", of(totals.mean && Math.round(totals.mean * 10) / 10)],
    ["Late", String(late)],
  ].map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`);
  return `<dl class="tiles">${tiles.join("")}</dl>\n${spreadHtml(totals.bins)}
<p class="soft">Totals of ${counted(totals.counted, "student")}, in tenths of the points.${apart(totals)}</p>`;
}

function apart({ nothing, ungraded }: { nothing: number; ungraded: number }): string {
  const parts = [
    ...(nothing > 0 ? [`${counted(nothing, "student")} handed in nothing`] : []),
    ...(ungraded > 0 ? [`${counted(ungraded, "student")} could not be graded in full`] : []),
  ];
  return parts.length === 0 ? "" : ` ${parts.join("; ")}: not in this picture.`;
}

/** Bars as an SVG that stretches, with their numbers as text of the page, so that it stays readable on a phone. */
function spreadHtml(bins: readonly number[]): string {
  const most = Math.max(1, ...bins);
  const bars = bins.map((count, index) => {
    const height = Math.round((1000 * count) / most) / 10;
    return `<rect x="${index * 10 + 0.6}" y="${100 - height}" width="8.8" height="${height}"/>`;
  });
  const words = bins.flatMap((count, index) =>
    count === 0 ? [] : [`${count} from ${index * 10} to ${index * 10 + 10} percent`],
  );
  const cells = (texts: readonly string[]): string =>
    texts.map((text) => `<span>${text}</span>`).join("");
  return `<figure class="spread">
<div aria-hidden="true">${cells(bins.map((count) => (count === 0 ? "" : String(count))))}</div>
<svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label="Totals: ${words.join(", ") || "none"}">${bars.join("")}</svg>
<div aria-hidden="true" class="soft">${cells(bins.map((_, index) => `${index * 10}<i>–${index * 10 + 10} %</i>`))}</div>
</figure>`;
}

/** Every check, the hardest first; all but the first few folded away. */
export function hardestHtml({ exercises, students }: Results): string {
  const rows = hardestChecks(exercises, students).map(checkCells);
  const head = ["Check", "Exercise", "Passed", "Share"];
  const table = foldedTable("Hardest checks", head, rows, { numbers: [2] });
  const what = "Of the answers that ran: what was refused or did not run tells nothing of a check.";
  return table === "" ? "" : `<p class="soft">${what}</p>\n${table}`;
}

function checkCells({ slug, id, name, hidden, passed, of }: CheckFigures): string[] {
  const badge = hidden ? ' <span class="badge">hidden</span>' : "";
  return [
    `<span class="soft">${escaped(shortId(id))}</span> ${inline(name)}${badge}`,
    escaped(slug),
    of === 0 ? "none ran" : `${passed} of ${of}`,
    `${bar(passed, of)} ${percent(passed, of)}`,
  ];
}

/** How long the checks of each exercise took. */
export function timesHtml({ exercises, students }: Results, person: Person): string {
  const rows = exerciseTimes(exercises, students).map((it) => [
    escaped(it.title),
    shownTime(it.medianMs),
    shownTime(it.p95Ms),
    shownTime(it.maxMs),
    person(it.slowest),
  ]);
  const head = ["Exercise", "Median", "95th percentile", "Longest", "Whose"];
  return rows.length === 0 ? "" : scrollingTable("Time per exercise", head, rows, [1, 2, 3]);
}

/** How often each verdict was given. */
export function verdictsHtml({ students }: Results): string {
  const counts = verdictCounts(students);
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  const rows = counts.map(([verdict, count]) => [
    `<span class="sign ${matrixSigns[verdict].css}">${matrixSigns[verdict].sign}</span> ${verdictWords[verdict].word}`,
    String(count),
    `${bar(count, all)} ${percent(count, all)}`,
  ]);
  const head = ["Verdict", "Checks", "Share"];
  return rows.length === 0 ? "" : scrollingTable("Verdicts", head, rows, [1]);
}
