import type { Chapter } from "@headgate/course";
import { cellOf, figures, type FigureSpec, initialValues, type Panel } from "@headgate/figures";
import { runSource } from "@headgate/figures/source";
import { draw } from "headgate/show";
import { CellError } from "./cell-error.ts";
import { type CompiledCell, compileCell } from "./compile-cell.ts";
import { figureMain } from "./figure-page.ts";
import { figuresMain } from "./figures-page.ts";
import type { PageContent } from "./page.ts";
import { SiteError } from "./site-error.ts";

/** One figure as its page needs it: run once, drawn, and with its code. */
export interface DrawnFigure {
  readonly spec: FigureSpec;
  readonly panels: readonly Panel[];
  /** The code of its run with the first values. */
  readonly code: string;
  readonly compiled: CompiledCell;
  readonly picture: Picture;
}

/** The figure as it stands still. */
export interface Picture {
  /** A whole SVG document. */
  readonly svg: string;
  /** The address of its file, from the site's folder. */
  readonly file: string;
  /** The steps of its runs as folded tables: HTML. */
  readonly tables: string;
}

/** The page of all figures, and one page for each, in the order of their numbers. */
export interface FigurePages {
  readonly gallery: PageContent;
  readonly pages: readonly { readonly content: PageContent; readonly figure: DrawnFigure }[];
}

/** Runs every figure with its first values, draws it, and makes its page. */
export async function figurePages(chapters: readonly Chapter[]): Promise<FigurePages> {
  const drawn: DrawnFigure[] = [];
  for (const spec of figures) drawn.push(await drawnFigure(spec));
  const link = (at: number) => {
    const spec = drawn[at]?.spec;
    return spec && { id: `figure-${spec.slug}`, number: String(spec.number), title: spec.title };
  };
  const pages = drawn.map((figure, at) => {
    const { slug, number, title, lead } = figure.spec;
    const content: PageContent = {
      title: `Figure ${number}: ${title} · Headgate`,
      description: lead,
      file: `figure-${slug}.html`,
      main: figureMain(figure, chapters),
      chapter: "figures",
      previous: link(at - 1),
      next: link(at + 1),
      pagerLabel: "Previous and next figure",
    };
    return { content, figure };
  });
  const gallery: PageContent = {
    title: "Figures · Headgate",
    description: "Twelve runs of the library that you set, predict, step through and take along.",
    file: "figures.html",
    main: figuresMain(drawn),
  };
  return { gallery, pages };
}

async function drawnFigure(spec: FigureSpec): Promise<DrawnFigure> {
  const values = initialValues(spec);
  const panels = await spec.run(values);
  const code = cellOf(await runSource(spec.slug), values, spec);
  const { svg, html } = draw(panels, { as: spec.view, title: spec.title });
  // The page's policy allows no style within the text.
  const tables = /<details[\s\S]*<\/details>/.exec(html)?.[0] ?? "";
  const picture: Picture = {
    svg,
    file: `assets/figure-${spec.slug}.svg`,
    tables: tables.replace(/ style="[^"]*"/g, ""),
  };
  return { spec, panels, code, compiled: compiled(spec, code), picture };
}

function compiled({ slug }: FigureSpec, code: string): CompiledCell {
  try {
    return compileCell(code, new Set());
  } catch (error) {
    if (!(error instanceof CellError)) throw error;
    throw new SiteError(`The cell of figure ${slug}: ${error.message}`);
  }
}
