import { build } from "esbuild";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type { mountPlayer, Player, PlayerOptions } from "../src/player/index.ts";

/** What a page under test has as globals. */
export interface PlayerWindow {
  readonly mountPlayer: typeof mountPlayer;
  player: Player;
}

const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Player</title>
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'">
<link rel="stylesheet" href="/page.css"><script src="/player.js"></script></head>
<body><main><h1>A page</h1><button id="before">before</button><div id="host"></div><button id="after">after</button></main></body></html>`;
const style = `body{margin:8px;font-family:sans-serif;background:#fff;color:#1f2328}
@media(prefers-color-scheme:dark){body{background:#111;color:#e6edf3}}`;

/** The player as a page loads it: minified, with all it imports. */
export async function playerScript(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: 'import { mountPlayer } from "./index.ts"; globalThis.mountPlayer = mountPlayer;',
      resolveDir: new URL("../src/player", import.meta.url).pathname,
    },
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    write: false,
  });
  return outputFiles[0]!.text;
}

/** What is to be seen in the player, serialized. */
export function stateOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const section = document.querySelector("#host")!.shadowRoot!.querySelector(".player")!;
    const seen = section.cloneNode(true) as HTMLElement;
    for (const hidden of seen.querySelectorAll("[display=none]")) hidden.remove();
    return seen.innerHTML;
  });
}

/** The status line. */
export function statusOf(page: Page): Promise<string> {
  return page.locator("#host .status").innerText();
}

/** Where the player stands. */
export function positionOf(page: Page): Promise<number> {
  return page.evaluate(() => (globalThis as unknown as PlayerWindow).player.position);
}

export function seek(page: Page, position: number): Promise<void> {
  return page.evaluate((to) => (globalThis as unknown as PlayerWindow).player.seek(to), position);
}

/** A page with nothing but a player, under a policy as strict as the site's. */
export interface PlayerPage {
  readonly page: Page;
  /** What the console and the page complained of. */
  readonly complaints: readonly string[];
}

export async function openPlayer(
  browser: Browser,
  script: string,
  options: PlayerOptions,
  context: BrowserContextOptions = {},
): Promise<PlayerPage> {
  const opened = await (await browser.newContext(context)).newPage();
  const complaints: string[] = [];
  opened.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  opened.on("pageerror", (error) => complaints.push(String(error)));
  const files: Record<string, readonly [string, string]> = {
    "/": ["text/html", page],
    "/player.js": ["text/javascript", script],
    "/page.css": ["text/css", style],
  };
  await opened.route("**/*", (route) => {
    const [contentType, body] = files[new URL(route.request().url()).pathname] ?? [
      "text/plain",
      "",
    ];
    return route.fulfill({ contentType, body });
  });
  // Time goes on where a test says so.
  await opened.clock.install({ time: 0 });
  await opened.goto("http://player.test/");
  await opened.clock.pauseAt(1000);
  await opened.evaluate((given) => {
    const it = globalThis as unknown as PlayerWindow;
    it.player = it.mountPlayer(document.querySelector<HTMLElement>("#host")!, given);
  }, options);
  return { page: opened, complaints };
}
