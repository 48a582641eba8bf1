import { existsSync } from "node:fs";
import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import { anchor } from "../lib/docs/src/anchor.ts";
import { type RepositoryFile, repositoryFiles } from "./repository-files.ts";

/* A link from one page of the repository to another leads somewhere, its anchor included. */

const pages = repositoryFiles().filter(
  // What is printed from lib/docs/pages lies elsewhere; a fixture leads nowhere on purpose.
  ({ path }) => path.endsWith(".md") && !/^lib\/docs\/pages\/|\/fixture\//.test(path),
);

/** Markdown without what only looks like a link. */
function prose(text: string): string {
  return withoutFences(text).replaceAll(/`[^`\n]*`/g, "``");
}

/** The anchors that GitHub gives a page: of its headings, the second of a name with a number. */
function anchorsOf(text: string): Set<string> {
  const counts = new Map<string, number>();
  const headings = [...withoutFences(text).matchAll(/^#+ +(.+?) *#*$/gm)].map(
    ([, heading = ""]) => {
      const plain = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").replaceAll("`", "");
      const slug = anchor(plain);
      const count = counts.get(slug) ?? 0;
      counts.set(slug, count + 1);
      return count === 0 ? slug : `${slug}-${count}`;
    },
  );
  const named = [...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, name = ""]) => name);
  return new Set([...headings, ...named]);
}

function withoutFences(text: string): string {
  return text.replaceAll(/^ *(`{3,}|~{3,})[\s\S]*?^ *\1\s*$/gm, "");
}

/** The links of one page that lead nowhere. `all`: the pages by their paths. */
function deadLinks(
  { path, text }: RepositoryFile,
  all: ReadonlyMap<string, string>,
  isThere: (path: string) => boolean,
): string[] {
  const links = [...prose(text).matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g)].map(
    ([, to = ""]) => to,
  );
  return links.flatMap((link) => {
    if (/^[a-z]+:/.test(link)) return [];
    const [file = "", hash] = decodeURI(link).split("#");
    const target = file === "" ? path : posix.join(posix.dirname(path), file);
    if (!isThere(target)) return [`${path}: ${link}`];
    const page = all.get(target);
    if (hash === undefined || page === undefined) return [];
    return anchorsOf(page).has(hash) ? [] : [`${path}: ${link}`];
  });
}

const texts = new Map(pages.map(({ path, text }) => [path, text]));
const root = new URL("../", import.meta.url);

test("links lead to pages that are there, and to headings of theirs", () => {
  expect(pages.length).toBeGreaterThan(10);
  const isThere = (path: string): boolean => existsSync(new URL(encodeURI(path), root));
  expect(pages.flatMap((page) => deadLinks(page, texts, isThere))).toEqual([]);
});

test("no page of the reference has two headings of one name, so each anchor is the one that was meant", () => {
  const twice = pages
    .filter(({ path }) => path.startsWith("lib/docs/reference/"))
    .filter(({ text }) => [...anchorsOf(text)].some((name) => /-\d+$/.test(name)));
  expect(twice.map(({ path }) => path)).toEqual([]);
});

describe("this check", () => {
  const there = new Map([["a/b.md", "# One\n\n## `two.three`, four\n\n## Two\n\n## Two\n"]]);
  const dead = (text: string): string[] =>
    deadLinks({ path: "a/page.md", text }, there, (path) => there.has(path) || path === "c.svg");

  test.each([
    ["[x](b.md) and ![x](../c.svg)", 0],
    ["[x](b.md#one), [x](b.md#twothree-four), [x](b.md#two-1)", 0],
    ["[x](https://example.org/a#b), `[x](no.md)`", 0],
    ["```md\n[x](no.md)\n```", 0],
    ["[x](no.md)", 1],
    ["[x](b.md#three)", 1],
    ["[x](#here)", 1],
  ])("%j has %i dead links", (text, count) => {
    expect(dead(text)).toHaveLength(count);
  });
});
