import type { Figure } from "../paint/figure.ts";
import { escape } from "../paint/svg.ts";
import { imageHtml } from "./paper.ts";

/** What makes a still figure play. */
export interface Playing {
  /** What `figureJson` answers. */
  readonly json: string;
  /** The text of headgate/player/script, made so that it may stand in a `<script>`. */
  readonly script: string;
}

/**
 * A figure for a notebook: the still figure, and what makes it play. Where scripts do not run, and on
 * paper, the still figure stays. Its picture is an `<img>` with white paper of its own: JupyterLab takes
 * inline SVG out of a notebook that is not trusted, and the `<style>` that would follow a theme.
 */
export function notebookHtml({ html }: Figure, playing?: Playing): string {
  return framed(html.replace(/<svg [\s\S]*?<\/svg>/g, imageHtml), playing);
}

/** A figure as a whole HTML document that asks for nothing from anywhere. */
export function documentHtml({ html }: Figure, title: string, playing?: Playing): string {
  const policy =
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:";
  const style =
    "body{max-width:64rem;margin:1.5rem auto;padding:0 1rem;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;background:#fff;color:#1f2328}" +
    "td,th{padding:.1em .8em .1em 0;text-align:left}" +
    "@media screen and (prefers-color-scheme:dark){body{background:#12181a;color:#dde4e5}}";
  return (
    `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8" />\n` +
    `<meta http-equiv="Content-Security-Policy" content="${policy}" />\n` +
    `<meta name="viewport" content="width=device-width, initial-scale=1" />\n` +
    `<meta name="color-scheme" content="light dark" />\n<title>${escape(title)}</title>\n` +
    `<style>${style}</style>\n</head>\n<body>\n<main>\n${framed(html, playing)}</main>\n</body>\n</html>\n`
  );
}

function framed(html: string, playing: Playing | undefined): string {
  const scripts = playing
    ? `<script type="application/json">${jsonInHtml(playing.json)}</script>
<script>${playing.script}</script>
`
    : "";
  return `<div class="headgate-figure">
${html}${scripts}</div>
`;
}

/** JSON that no name within it can break out of: it has `<` in strings only. */
function jsonInHtml(json: string): string {
  return json.replaceAll("<", "\\u003c");
}
