import type { Chapter, Course } from "@headgate/course";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { bundleClient } from "./bundle-client.ts";
import { chapterMain, chapterOutline } from "./chapter-page.ts";
import { compileChapter } from "./compile-chapter.ts";
import type { CompiledCell } from "./compile-cell.ts";
import { figurePages } from "./figure-pages.ts";
import { glossaryMain } from "./glossary-page.ts";
import { indexMain } from "./index-page.ts";
import { notFoundHtml } from "./not-found-page.ts";
import { type Assets, type PageContent, pageHtml } from "./page.ts";
import { compileWelcome, welcomeCode } from "./welcome-cell.ts";

/** Where a site is built from and to. */
export interface BuildOptions {
  /** The repository's folder, with `site/client`, `check/dist/exercises` and `notebooks`. */
  readonly root: string;
  /** Emptied first. */
  readonly out: string;
  /** The address that the page for unknown addresses leads home to. */
  readonly home?: string;
}

/** What was built. */
export interface BuiltSite {
  readonly pages: readonly string[];
  readonly cells: number;
  readonly assets: Assets;
}

/** Writes the whole site: static files that need no server of their own and no other host. */
export async function buildSite(course: Course, options: BuildOptions): Promise<BuiltSite> {
  const { root, out, home = "index.html" } = options;
  const { chapters } = course;
  // Everything that can fail for a fault in the text fails before the old site is touched.
  const figures = await figurePages(chapters);
  const drafts = [
    welcomeDraft(course),
    ...chapters.map((it) => chapterDraft(it, chapters, root)),
    ...figures.pages.map(({ content, figure }) => {
      return { content, name: `figure-${figure.spec.slug}`, compiled: [figure.compiled] };
    }),
  ];
  rmSync(out, { recursive: true, force: true });
  const assets = await bundleClient(root, out);
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), text);
  };
  const pages: PageContent[] = [glossaryContent(course), figures.gallery];
  for (const { figure } of figures.pages) {
    put(figure.picture.file, figure.picture.svg);
  }
  for (const { content, name, compiled } of drafts) {
    const plan = JSON.stringify(compiled);
    const cells = `assets/cells-${name}-${hashOf(plan)}.json`;
    put(cells, plan);
    pages.push({ ...content, cells });
  }
  for (const page of pages) put(page.file, pageHtml(page, chapters, assets));
  put("404.html", notFoundHtml(home));
  put(".nojekyll", ""); // GitHub Pages then serves the files as they are.
  for (const chapter of chapters) copyNotebook(root, out, chapter);
  const cells = drafts.reduce((sum, { compiled }) => sum + compiled.length, 0);
  return { pages: pages.map(({ file }) => file), cells, assets };
}

/** A page before it is written, with its cells in their order. */
interface Draft {
  readonly content: PageContent;
  /** For the name of the file with its compiled cells. */
  readonly name: string;
  readonly compiled: readonly CompiledCell[];
}

function chapterDraft(chapter: Chapter, all: readonly Chapter[], root: string): Draft {
  const cells = compileChapter(chapter);
  const notebook = notebookOf(chapter);
  const at = all.indexOf(chapter);
  const content = {
    title: `${chapter.title} · Headgate`,
    description: `Chapter ${Number(chapter.number)} of Headgate, a course on back-pressure: ${chapter.title}.`,
    file: `${chapter.id}.html`,
    main: chapterMain(chapter, cells, existsSync(join(root, notebook)) ? notebook : undefined),
    outline: chapterOutline(chapter),
    chapter: chapter.id,
    previous: all[at - 1],
    next: all[at + 1],
  };
  return {
    content,
    name: chapter.number,
    compiled: [...cells.values()].flat().map((it) => it.compiled),
  };
}

function welcomeDraft({ chapters }: Course): Draft {
  const compiled = compileWelcome();
  const content = {
    title: "Headgate: a course on back-pressure that you run",
    description:
      "An interactive course on demand-driven stages: predict, run, change and solve, in the page.",
    file: "index.html",
    main: indexMain(chapters, { code: welcomeCode, compiled, number: 1, hidden: false }),
    chapter: "welcome",
    next: chapters[0],
  };
  return { content, name: "welcome", compiled: [compiled] };
}

function glossaryContent(course: Course): PageContent {
  return {
    title: "Glossary · Headgate",
    description: "The words of Headgate, a course on back-pressure.",
    file: "glossary.html",
    main: glossaryMain(course),
  };
}

function notebookOf(chapter: Chapter): string {
  return `notebooks/${chapter.id}.ipynb`;
}

function copyNotebook(root: string, out: string, chapter: Chapter): void {
  const path = notebookOf(chapter);
  if (!existsSync(join(root, path))) return;
  mkdirSync(join(out, "notebooks"), { recursive: true });
  copyFileSync(join(root, path), join(out, path));
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8).toUpperCase();
}
