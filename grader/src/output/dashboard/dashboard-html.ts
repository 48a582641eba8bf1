import { amount, escaped } from "@headgate/check/engine";
import type { Results } from "../../class/results.ts";
import { moment } from "../feedback-facts.ts";
import { page } from "../page.ts";
import { dashboardStyle } from "./dashboard-style.ts";
import { hardestHtml, summaryHtml, timesHtml, verdictsHtml } from "./figures-html.ts";
import { matrixHtml } from "./matrix-html.ts";
import { personWith, section } from "./parts.ts";
import {
  byHandHtml,
  clustersHtml,
  extensionsHtml,
  identityHtml,
  lateHtml,
  looksHtml,
} from "./people-html.ts";

/** What the dashboard leads to besides. */
export interface DashboardMore {
  /** Whether each student's feedback is written beside it. */
  readonly hasFeedback: boolean;
  /** Whether there is a report on who wrote the same. */
  readonly hasSimilarity?: boolean;
  /** What to know before a table is uploaded. */
  readonly notes: readonly string[];
}

/** The class on one page for its instructor. It runs no script, loads nothing, and escapes all that students wrote. */
export function dashboardHtml(results: Results, more: DashboardMore): string {
  const person = personWith(more.hasFeedback);
  const parts = [
    ["summary", "Summary", summaryHtml(results)],
    ["look", "Needs a look", looksHtml(results, person)],
    ["identity", "Who handed in", identityHtml(results.identities)],
    ["tables", "Before you upload", list(more.notes)],
    ["late", "Late", lateHtml(results, person)],
    ["extensions", "Extensions", extensionsHtml(results, person)],
    ["by-hand", "Set by hand", byHandHtml(results, person)],
    ["hardest", "Hardest checks", hardestHtml(results)],
    ["alike", "Wrong in the same way", clustersHtml(results, person)],
    ["matrix", "Students and checks", matrixHtml(results, person)],
    ["verdicts", "Verdicts", verdictsHtml(results)],
    ["times", "Time per exercise", timesHtml(results, person)],
    ["how", "How it was graded", settingsHtml(results)],
  ] as const;
  const links = parts
    .filter(([, , html]) => html !== "")
    .map(([id, title]) => `<a href="#${id}">${title}</a>`);
  const similarity = more.hasSimilarity ? ['<a href="similarity.html">Similarity</a>'] : [];
  const body = `<h1>Class report</h1>
<nav aria-label="Sections">${[...links, ...similarity].join("\n")}</nav>
${parts.map(([id, title, html]) => section(id, title, html)).join("")}`;
  return page({ title: "Class report", style: dashboardStyle, body });
}

function list(items: readonly string[]): string {
  return items.length === 0
    ? ""
    : `<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join("")}</ul>`;
}

function settingsHtml({ settings, exercises }: Results): string {
  const { wallPromises, wall, timeLimitMs, heapMb, seed, late, due } = settings;
  const rows = [
    ["Wall", `${wall}: ${wallPromises}`],
    ["Limits", `${timeLimitMs / 1000} s for one evaluation, ${heapMb} MB of heap`],
    ["Seed", String(seed)],
    ["Late policy", late],
    ...(due === undefined ? [] : [["Due", moment(due)]]),
    ["Points", exercises.map(({ title, max }) => `${title} ${amount(max)}`).join(", ")],
  ].map(([name, text]) => `<dt>${name}</dt><dd>${escaped(text!)}</dd>`);
  return `<dl class="facts">${rows.join("")}</dl>`;
}
