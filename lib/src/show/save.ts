import { quoted } from "../errors.ts";
import type { Trace } from "../trace.ts";
import { draw, type Panel } from "./draw.ts";
import { figureJson } from "./output/figure-data.ts";
import { load, nodeModule, playerScript } from "./output/host-modules.ts";
import { onPaper } from "./output/paper.ts";
import { documentHtml } from "./output/player-html.ts";
import type { DrawOptions } from "./run/view.ts";
import { panelsOf, tracesOf, type Traced } from "./show.ts";

/** What may be chosen for a figure in a file. */
export interface SaveOptions extends DrawOptions {
  /** Whether a file that is there already is replaced. Default false. */
  readonly overwrite?: boolean;
}

interface Files {
  readonly promises: {
    writeFile(path: string, data: string | Uint8Array, how: { flag: string }): Promise<void>;
  };
}

/** The part of sharp that is used here. */
type Sharp = (svg: Uint8Array) => {
  flatten(how: { background: string }): {
    png(): { toBuffer(): Promise<Uint8Array> };
  };
};

/**
 * Saves the figure that `show` would display as a file. How the path ends chooses the form: `.svg` is the
 * drawing alone, `.html` a whole page that plays the run and asks for nothing from anywhere, `.png` the
 * drawing on white paper with two pixels for each of its units.
 *
 * For Node alone; a `.png` needs the package `sharp`. The promise is rejected with what `draw` throws;
 * with a `RangeError` for another ending; and with an `Error` for a folder that is not there, a file
 * that is, and a page.
 *
 * @example
 * import { System } from "headgate";
 * import { save } from "headgate/show";
 *
 * const system = new System({ clock: "virtual", trace: true });
 * await system.idle();
 * // "run.html", "run.svg" or "run.png"
 * export const saveAs = (path: string) => save(system, path, { title: "A slow consumer" });
 */
export async function save(
  systemOrTrace: Traced | Trace | readonly Panel[],
  path: string,
  options: SaveOptions = {},
): Promise<void> {
  const form = typeof path === "string" ? /\.(svg|html|png)$/i.exec(path)?.[1] : undefined;
  if (form === undefined) {
    throw new RangeError(
      `Expected the path of \`save\` to end with .svg, .html or .png, got ${quoted(path)}`,
    );
  }
  const files = nodeModule<Files>("fs");
  if (files === undefined) {
    throw new Error(
      "Expected `save` to be called in Node: a page has no files, `draw` answers the figure",
    );
  }
  const contents = await contentsOf(form.toLowerCase(), systemOrTrace, path, options);
  const flag = options.overwrite === true ? "w" : "wx";
  await files.promises.writeFile(path, contents, { flag }).catch((error: { code?: string }) => {
    const why = reasons[error.code ?? ""];
    if (why === undefined) throw error;
    throw new Error(`Cannot save ${quoted(path)}: ${why}`, { cause: error });
  });
}

const reasons: Readonly<Record<string, string>> = {
  EEXIST: "a file of that name exists; pass `{ overwrite: true }` to replace it",
  ENOENT: "its folder does not exist",
  ENOTDIR: "its folder does not exist",
  EISDIR: "it is a folder",
};

async function contentsOf(
  form: string,
  given: Traced | Trace | readonly Panel[],
  path: string,
  options: SaveOptions,
): Promise<string | Uint8Array> {
  const traces = tracesOf("save", given);
  const figure = draw(traces, options);
  if (form === "svg") return figure.svg;
  if (form === "png") return pngOf(figure.svg, path);
  const script = playerScript();
  if (script === undefined) {
    throw new Error(
      `Cannot save ${quoted(path)}: headgate/player/script is not installed beside this program; save it as .svg`,
    );
  }
  const json = figureJson(panelsOf(traces), { ...options, as: figure.as });
  return documentHtml(
    figure,
    options.title ?? "A run, step by step",
    json === undefined ? undefined : { json, script },
  );
}

async function pngOf(svg: string, path: string): Promise<Uint8Array> {
  const sharp = sharpFor(path);
  const bytes = bytesOf(onPaper(svg, 2).svg);
  return sharp(bytes).flatten({ background: "#fff" }).png().toBuffer();
}

function sharpFor(path: string): Sharp {
  try {
    return load("sharp") as Sharp;
  } catch (error) {
    throw new Error(
      `Cannot save ${quoted(path)}: a .png needs the package sharp; run \`npm install sharp\`, or save it as .svg`,
      { cause: error },
    );
  }
}

function bytesOf(text: string): Uint8Array {
  const { TextEncoder } = globalThis as unknown as {
    TextEncoder: new () => { encode(text: string): Uint8Array };
  };
  return new TextEncoder().encode(text);
}
