/*
 * `npm run build && node lib/bench/player.mjs [--entries 50000] [--seconds 3]`: the player in a real
 * Chromium (CHROMIUM, else /usr/bin/chromium) while a long run is scrubbed through, a new position in
 * every frame. Prints for each view the time from one frame to the next and that of `seek` alone; 60
 * frames a second are 16.7 ms. Writes nothing.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { chromium } from "playwright-core";

const { values } = parseArgs({
  options: {
    entries: { type: "string", default: "50000" },
    seconds: { type: "string", default: "3" },
  },
});
const [entries, seconds] = [Number(values.entries), Number(values.seconds)];

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL("../src/player/index.ts", import.meta.url))],
  bundle: true,
  minify: true,
  format: "iife",
  globalName: "it",
  target: "es2022",
  write: false,
});
const script = outputFiles[0].text;

/** Runs in the page: a recording of a feed that two desks ask, then its time to load. */
function load(count) {
  const recorded = Array.from({ length: count }, (_, index) => {
    const which = (index >> 2) % 2;
    const consumer = `desk ${which + 1}`;
    const between = { at: index, producer: "feed", consumer, subscription: which + 1, n: 3 };
    const within = { at: index, type: "handle", stage: consumer, note: "feed", n: 3 };
    const entry = [
      { ...between, type: "ask" },
      { ...between, type: "events", ids: [`${index}`, `${index + 1}`, `${index + 2}`] },
      { ...within, phase: "begin" },
      { ...within, phase: "end" },
    ];
    return entry[index % 4];
  });
  const panels = [{ label: "", recording: { entries: recorded, truncated: 0 } }];
  const since = performance.now();
  globalThis.player = globalThis.it.mountPlayer(document.querySelector("#host"), {
    title: "A long run",
    panels,
  });
  return performance.now() - since;
}

/** Runs in the page: seeks a new position in every frame; ms between frames, and ms of each seek. */
async function scrub([view, ms]) {
  const { player } = globalThis;
  document.querySelector("#host").shadowRoot.querySelector(`input[value=${view}]`).click();
  const [frames, seeks] = [[], []];
  await new Promise((resolve) => {
    let [began, last, turn] = [undefined, undefined, 0];
    const next = (now) => {
      began ??= now;
      if (last !== undefined) frames.push(now - last);
      last = now;
      // A golden share of the run each time, so that no two frames are alike.
      const position = Math.floor(((++turn * 0.618034) % 1) * player.length);
      const since = performance.now();
      player.seek(position);
      seeks.push(performance.now() - since);
      if (now - began < ms) requestAnimationFrame(next);
      else resolve();
    };
    requestAnimationFrame(next);
  });
  return { frames, seeks };
}

function spread(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return `median ${at(0.5).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)} ms`;
}

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
if (!existsSync(executablePath)) {
  console.error("Expected a Chromium in /usr/bin/chromium, or named in CHROMIUM.");
  process.exit(1);
}
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-background-networking"],
});
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.setContent('<!doctype html><title>bench</title><div id="host"></div>');
  await page.evaluate(script.replace("var it=", "globalThis.it="));
  const gzipped = gzipSync(script, { level: 9 }).length;
  console.log(`player: ${(gzipped / 1000).toFixed(1)} kB gzipped`);
  console.log(
    `${entries} entries: mounted in ${(await page.evaluate(load, entries)).toFixed(0)} ms`,
  );
  for (const view of ["topology", "sequence", "marbles", "depth", "lost"]) {
    const { frames, seeks } = await page.evaluate(scrub, [view, seconds * 1000]);
    const perSecond = (frames.length * 1000) / frames.reduce((sum, ms) => sum + ms, 0);
    console.log(
      `${view}: ${perSecond.toFixed(0)} frames/s; frame ${spread(frames)}; seek ${spread(seeks)}`,
    );
  }
} finally {
  await browser.close();
}
