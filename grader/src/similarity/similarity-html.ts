import { escaped } from "@headgate/check/engine";
import { page } from "../output/page.ts";
import { spanningLinks } from "./clusters.ts";
import { sideBySide } from "./side-by-side.ts";
import type { AlikePair, Answer, Similarity } from "./similarities.ts";

/** What the page shows beside what was found. */
export interface SimilarityPage {
  /** The answers that were compared. */
  readonly answers: readonly Answer[];
  /** Titles of exercises by slug. Default the slug. */
  readonly titles?: ReadonlyMap<string, string>;
  /** Names of students by key. Default the key. */
  readonly names?: ReadonlyMap<string, string>;
}

/** More pairs of one exercise stand in similarity.json only. */
const mostPairs = 60;

/**
 * What is alike in a class, for a person to look at: a page that runs no script and loads nothing, with every text of
 * the students escaped. Of a group in which everybody is like everybody it shows the pairs that hold it together.
 */
export function similarityHtml(found: readonly Similarity[], shown: SimilarityPage): string {
  const withPairs = found.filter(({ pairs }) => pairs.length > 0);
  const without = found.filter(({ pairs }) => pairs.length === 0);
  const title = "Where answers are alike";
  const body = `
<h1>${title}</h1>
<p class="notice"><strong>Look here, never a mark.</strong> That two answers are alike is never evidence by itself, and nothing on this page
has changed a grade. People who learn together, or from the same chapter, write alike: read both answers, and talk to both first.</p>
<p>Names, comments, types and layout make no difference here. What the stub gives does not count, and what many of the class have
counts little. A pair shares most of what is left.</p>
${contents(withPairs, shown)}
${withPairs.map((one) => section(one, shown)).join("\n")}
${nothing(withPairs.length === 0 ? [] : without, shown)}${obvious(found, shown)}`;
  return page({ title, style, body });
}

const style = `
main { max-width: 90rem; margin: 0 auto; padding: 2rem 1.25rem 5rem; overflow-wrap: anywhere }
.notice { background: var(--warn-back); border-left: 4px solid var(--warn); border-radius: 0 8px 8px 0; padding: .7rem 1.1rem }
details { margin: .6rem 0; border: 1px solid var(--line); border-radius: 8px; padding: .3rem .8rem }
summary { cursor: pointer; padding: .3rem 0 } h4 { margin: .4rem 0 }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(26em, 100%), 1fr)); gap: 1em }
.code { font-family: ui-monospace, monospace; font-size: 0.85em; line-height: 1.4 }
.code > div { display: grid; grid-template-columns: 2.2em 2.6em 1fr }
.code code { font: inherit; white-space: pre-wrap } .no { color: var(--soft); text-align: right; padding-right: 0.6em }
.code mark { color: inherit; background: var(--warn-back) } .alike { border-left: 4px solid var(--warn); margin-left: -4px }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
`;

function contents(found: readonly Similarity[], page: SimilarityPage): string {
  if (found.length === 0) return "<p>No two answers are so alike that they need a look.</p>";
  const items = found.map(({ slug, pairs, answers, clusters }) => {
    const students = clusters.reduce((sum, { length }) => sum + length, 0);
    return `<li><a href="#${anchor(slug)}">${title(slug, page)}</a>: ${count(pairs.length, "pair")}, ${students} of ${answers} answers</li>`;
  });
  return `<ul>\n${items.join("\n")}\n</ul>`;
}

function section({ slug, pairs, clusters }: Similarity, page: SimilarityPage): string {
  const texts = new Map(
    page.answers.filter((answer) => answer.slug === slug).map((one) => [one.student, one.text]),
  );
  const shown = spanningLinks(pairs).slice(0, mostPairs);
  const groups = clusters.flatMap((students) => {
    const own = shown.filter(({ left }) => students.includes(left));
    return own.length === 0 ? [] : group(students, own, texts, page);
  });
  const left = pairs.length - shown.length;
  const more =
    left === 0
      ? ""
      : `\n<p>${count(left, "more pair")} between these students ${left === 1 ? "is" : "are"} in similarity.json.</p>`;
  return `<section id="${anchor(slug)}">\n<h2>${title(slug, page)}</h2>\n${groups.join("\n")}${more}\n</section>`;
}

function group(
  students: readonly string[],
  pairs: readonly AlikePair[],
  texts: ReadonlyMap<string, string>,
  page: SimilarityPage,
): string {
  const heading = students.map((student) => named(student, page)).join(", ");
  const items = pairs.map((pair) => {
    const [left, right] = [pair.left, pair.right].map((student) => ({
      heading: named(student, page),
      text: texts.get(student) ?? "",
    }));
    const share = `${Math.round(pair.share * 100)} % of what is rare in one is in the other too, about ${count(pair.tokens, "token")} in ${count(pair.passages.length, "passage")}`;
    return `<details>\n<summary>${left!.heading} and ${right!.heading}: ${share}</summary>\n${sideBySide(left!, right!, pair.passages)}\n</details>`;
  });
  return `<h3>${heading}</h3>\n${items.join("\n")}`;
}

function nothing(found: readonly Similarity[], page: SimilarityPage): string {
  if (found.length === 0) return "";
  const titles = found.map(({ slug }) => title(slug, page)).join(", ");
  return `<h2>Nothing to look at</h2>\n<p>${titles}.</p>\n`;
}

function obvious(found: readonly Similarity[], page: SimilarityPage): string {
  const items = found.flatMap(({ slug, answers, obvious: groups }) =>
    groups.map(
      (one) =>
        `<li>${title(slug, page)}: ${one.answers} of ${answers} answers, ${count(one.tokens, "token")} beside the stub's</li>`,
    ),
  );
  if (items.length === 0) return "";
  return `<h2>The obvious answer</h2>
<p>These are the same but for names and layout, and too short, or too common in this class, to tell anything. Nobody is named.</p>
<ul>\n${items.join("\n")}\n</ul>\n`;
}

function title(slug: string, { titles }: SimilarityPage): string {
  return escaped(titles?.get(slug) ?? slug);
}

/** Isolated, so that a name written from right to left turns nothing else around. */
function named(student: string, { names }: SimilarityPage): string {
  const name = names?.get(student);
  const key = name === undefined || name === student ? "" : ` (${isolated(student)})`;
  return `${isolated(name ?? student)}${key}`;
}

function isolated(text: string): string {
  return `<bdi>${escaped(text.length > 80 ? `${text.slice(0, 80)}…` : text)}</bdi>`;
}

function anchor(slug: string): string {
  return `exercise-${slug.replaceAll(/[^\w-]/g, "-")}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
