import { createHash } from "node:crypto";
import { html, raw } from "./html.ts";

const style = `:root{color-scheme:light dark;--paper:light-dark(#fbfaf7,#12181a);--ink:light-dark(#1d2528,#dde4e5);--accent:light-dark(#0b6a78,#63c5d3)}
body{margin:0;min-height:100vh;display:grid;place-content:center;padding:2rem;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif}
main{max-width:34rem}h1{font:600 2rem/1.2 Charter,"Bitstream Charter","Iowan Old Style",Georgia,"Noto Serif","Liberation Serif",serif;margin:0 0 1rem}a{color:var(--accent)}`;

/**
 * The page for an address that leads nowhere. A server shows it at any depth, so it carries its style with it and
 * takes its way home from `home`, the site's own address or path.
 */
export function notFoundHtml(home: string): string {
  // The policy knows the style by its hash, so nothing may be added to it.
  const hash = createHash("sha256").update(style).digest("base64");
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'sha256-${hash}'"
        />
        <title>No such page · Headgate</title>
        ${raw(`<style>${style}</style>`)}
      </head>
      <body>
        <main>
          <h1>No such page</h1>
          <p>This address leads nowhere. The chapter may have another name now.</p>
          <p><a href="${home}">All chapters</a></p>
        </main>
      </body>
    </html> `.html;
}
