import { amount, escaped, inline, verdictWords } from "@headgate/check/engine";
import type { Identities } from "../../intake/intake.ts";
import type { Results, StudentResult } from "../../class/results.ts";
import { moment } from "../feedback-facts.ts";
import { clustersOf, type Cluster } from "./clusters.ts";
import { counted, excerpt, foldedTable, type Person } from "./parts.ts";

/** Who needs a look, and why: what failed by the grader's fault first, then what could not be read, then what did not run. */
export function looksHtml({ students, exercises }: Results, person: Person): string {
  const titles = exercises.map(({ title }) => title);
  const rows = students
    .map((student) => ({ student, reasons: reasonsOf(student, titles) }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => weight(b.student) - weight(a.student))
    .map(({ student, reasons }) => [person(student), reasons.map(escaped).join("<br>")]);
  return foldedTable("Needs a look", ["Student", "Why"], rows);
}

function weight({ points, unreadable }: StudentResult): number {
  return (points === null ? 2 : 0) + (unreadable.length > 0 ? 1 : 0);
}

function reasonsOf(student: StudentResult, titles: readonly string[]): string[] {
  const named = student.exercises.map((result, index) => ({
    ...result,
    title: titles[index] ?? "",
  }));
  const failed = named.filter(({ points }) => points === null);
  const halted = named.flatMap(({ title, checks }) => {
    const count = checks.filter(({ verdict }) => verdict === "not run").length;
    return count === 0 ? [] : [`${title} (${count})`];
  });
  return [
    ...failed.map(({ title }) => `${title} could not be graded, by the grader's own fault.`),
    ...student.unreadable,
    ...(student.extension?.isUnchecked ? [uncheckedText(student)] : []),
    ...(halted.length === 0 ? [] : [`Checks that did not run: ${halted.join(", ")}.`]),
  ];
}

function uncheckedText({ handedInAt }: StudentResult): string {
  const why =
    handedInAt === undefined
      ? "The LMS says that this came late, and not when"
      : "The LMS says that this came late, and no due time was given";
  return `${why}: whether it came within the extension is not known. Nothing is taken off.`;
}

/** Who was late, the latest first. */
export function lateHtml({ students }: Results, person: Person): string {
  const rows = students
    .filter(({ lateDays }) => lateDays > 0)
    .sort((a, b) => b.lateDays - a.lateDays)
    .map((student) => {
      const penalty = student.exercises.reduce((sum, it) => sum + it.penalty, 0);
      const handedIn = student.handedInAt === undefined ? "" : moment(student.handedInAt);
      return [person(student), String(student.lateDays), amount(penalty), escaped(handedIn)];
    });
  const head = ["Student", "Days", "Points off", "Handed in"];
  return foldedTable("Late", head, rows, { numbers: [1, 2] });
}

/** Who was given more time, the longest first. */
export function extensionsHtml({ students }: Results, person: Person): string {
  const rows = students
    .flatMap(({ extension, ...student }) => (extension ? [{ extension, student }] : []))
    .sort((a, b) => (b.extension.until ?? "").localeCompare(a.extension.until ?? ""))
    .map(({ extension: { granted, until }, student }) => [
      person(student),
      until === undefined ? "no due time was given" : escaped(moment(until)),
      escaped(granted),
      escaped(handedIn(student)),
      String(student.lateDays),
    ]);
  const head = ["Student", "Until", "As granted", "Handed in", "Days late"];
  return foldedTable("Extensions", head, rows, { numbers: [4] });
}

function handedIn({ attempt, handedInAt }: StudentResult): string {
  if (handedInAt !== undefined) return moment(handedInAt);
  return attempt === undefined ? "nothing yet" : "time not known";
}

/** What instructors set or said by hand. */
export function byHandHtml({ students, exercises }: Results, person: Person): string {
  const rows = students.flatMap((student) => {
    const own = student.comment === undefined ? [] : [["", "", student.comment]];
    const perExercise = student.exercises.flatMap((result, index) => {
      const { override, comment, earned, max } = result;
      if (override === undefined && comment === undefined) return [];
      const before = earned === null ? "not graded" : amount(earned);
      const points =
        override === undefined ? "" : `${amount(override.points)} of ${amount(max)}, not ${before}`;
      const words = [override?.reason, comment].flatMap((text) => text ?? []).join(" / ");
      return [[exercises[index]!.title, points, words]];
    });
    return [...own, ...perExercise].map((cells) => [person(student), ...cells.map(escaped)]);
  });
  const head = ["Student", "Exercise", "Points", "Words"];
  return foldedTable("Set by hand", head, rows);
}

/** What was not clear about who handed in what. */
export function identityHtml(identities: Identities): string {
  const { unmatched, ambiguous, duplicates, missing, passedOver } = identities;
  const quoted = (names: readonly string[]): string =>
    names.map((it) => JSON.stringify(it)).join(", ");
  return [
    group("On nobody's list", unmatched, ({ found, nearest }) =>
      nearest.length === 0 ? found : `${found} (nearest: ${quoted(nearest)})`,
    ),
    group("May be more than one", ambiguous, (it) => `${it.found}: ${quoted(it.candidates)}`),
    group(
      "Handed in twice, or on the roster twice",
      duplicates,
      (it) => `${it.student}: ${quoted(it.found)}`,
    ),
    group("Handed in nothing", missing, (student) => student),
    group("Passed over", passedOver, ({ path, why }) => `${path}: ${why}`),
  ].join("");
}

function group<Item>(
  title: string,
  items: readonly Item[],
  textOf: (item: Item) => string,
): string {
  if (items.length === 0) return "";
  const list = `<ul>${items.map((item) => `<li>${escaped(textOf(item))}</li>`).join("")}</ul>`;
  const open = items.length <= 8 ? " open" : "";
  return `<details${open}><summary>${title}: ${items.length}</summary>${list}</details>\n`;
}

const shownClusters = 30;

/** Who failed in the same way: what a class has misunderstood, or copied. */
export function clustersHtml({ students, exercises }: Results, person: Person): string {
  const clusters = clustersOf(students);
  const titles = new Map(exercises.map(({ slug, title }) => [slug, title]));
  const items = clusters
    .slice(0, shownClusters)
    .map((cluster) => clusterHtml(cluster, titles.get(cluster.slug) ?? cluster.slug, person));
  if (items.length === 0) return "";
  const more = clusters.length - items.length;
  const rest =
    more === 0 ? "" : `<p class="soft">${counted(more, "smaller group")} more in results.json.</p>`;
  return `<ol class="clusters">${items.join("\n")}</ol>${rest}`;
}

function clusterHtml({ checks, students }: Cluster, title: string, person: Person): string {
  const [check] = checks as [Cluster["checks"][0]];
  const others = checks.length === 1 ? "" : ` and ${counted(checks.length - 1, "more check")}`;
  const values = [
    ["expected", checks.length === 1 ? check.expected : undefined],
    ["got", check.got],
  ].flatMap(([name, text]) =>
    text ? [`<dt>${name}</dt><dd><code>${escaped(excerpt(text))}</code></dd>`] : [],
  );
  const { word } = verdictWords[check.verdict];
  return (
    `<li><h3>${counted(students.length, "student")}: ${escaped(title)}, <span class="quiet">${inline(check.name)}${others}</span></h3>` +
    `<p><b>${word}</b> <span class="said">${inline(excerpt(check.message))}</span></p>` +
    (values.length > 0 ? `<dl>${values.join("")}</dl>` : "") +
    `<details${students.length <= 6 ? " open" : ""}><summary>Who</summary><p>${students.map(person).join(", ")}</p></details></li>`
  );
}
