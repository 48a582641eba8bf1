import { gzipSync } from "node:zlib";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { PlayerOptions } from "../src/player/index.ts";
import type { Recording } from "../src/show/run/recording.ts";
import { launchChromium } from "../../setup/launch-chromium.mjs";
import {
  openPlayer,
  type PlayerWindow,
  playerScript,
  positionOf,
  seek,
  stateOf,
  statusOf,
} from "./player-page.ts";
import { burst, chain, long, skewed } from "./recordings.ts";

let browser: Browser;
let script: string;
let complaints: readonly string[] = [];

beforeAll(async () => {
  [browser, script] = await Promise.all([launchChromium(), playerScript()]);
});
afterAll(() => browser.close());
afterEach(() => expect(complaints).toEqual([]));

async function open(
  recording: Recording,
  more: Partial<PlayerOptions> = {},
  context: BrowserContextOptions = {},
): Promise<Page> {
  const options = { title: "A run", panels: [{ label: "", recording }], ...more };
  const opened = await openPlayer(browser, script, options, context);
  complaints = opened.complaints;
  return opened.page;
}

const still: BrowserContextOptions = { reducedMotion: "reduce" };
const play = (page: Page) => page.getByRole("button", { name: /Play|Pause/ });
const scrubber = (page: Page) => page.getByRole("slider");

describe("going through a run", () => {
  test("nothing plays by itself", async () => {
    const page = await open(await burst());
    const before = await stateOf(page);
    await page.clock.runFor(10_000);
    expect(await positionOf(page)).toBe(0);
    expect(await stateOf(page)).toBe(before);
  });

  test("playing takes every step and stops at the end", async () => {
    const recording = await burst();
    const page = await open(recording);
    await play(page).click();
    await page.clock.runFor(2600);
    expect(await positionOf(page)).toBe(6);
    expect(await play(page).innerText()).toContain("Pause");
    await page.clock.runFor(60_000);
    expect(await positionOf(page)).toBe(recording.entries.length);
    expect(await play(page).innerText()).toContain("Play");
  });

  test("pause stops, and so does whoever takes a step", async () => {
    const page = await open(await burst());
    await play(page).click();
    await page.clock.runFor(1100);
    await play(page).click();
    expect(await positionOf(page)).toBe(3);
    await play(page).click();
    await page.getByRole("button", { name: "Back" }).click();
    await page.clock.runFor(5000);
    expect(await positionOf(page)).toBe(2);
  });

  test("the speed is that of steps", async () => {
    const page = await open(await chain());
    await page.getByLabel("Speed").selectOption("8");
    await play(page).click();
    await page.clock.runFor(1050);
    expect(await positionOf(page)).toBe(17);
  });

  test("a new speed holds at once, and it plays on", async () => {
    const page = await open(await chain());
    await play(page).click();
    await page.clock.runFor(1100);
    await page.getByLabel("Speed").selectOption("8");
    await page.clock.runFor(1050);
    expect(await positionOf(page)).toBe(20);
    expect(await play(page).innerText()).toContain("Pause");
    await play(page).click();
    await page.clock.runFor(1050);
    expect(await positionOf(page)).toBe(20);
  });

  test("the state behind seek(k) is the state behind k steps", async () => {
    for (const recording of [await burst(), await skewed()]) {
      const page = await open(recording, {}, still);
      const states = [await stateOf(page)];
      const forward = page.getByRole("button", { name: "Step ▸" });
      for (let step = 1; step <= 40; step++) {
        await forward.click();
        states.push(await stateOf(page));
      }
      // Only whether it is read aloud differs.
      const same = (state: string): string => state.replace(/aria-live="\w+"/, "");
      for (const position of [40, 7, 23, 0, 1, 31]) {
        await seek(page, position);
        expect(same(await stateOf(page)) === same(states[position]!), `at ${position}`).toBe(true);
      }
      expect(new Set(states).size).toBe(41);
    }
  });

  test("several runs share one clock, and each keeps its own state", async () => {
    const [slow, quick] = [await chain(10), await chain(2)];
    const panels = [
      { label: "slow", recording: slow },
      { label: "quick", recording: quick },
    ];
    const page = await open(slow, { panels }, still);
    await page.keyboard.press("Tab");
    await seek(page, 1e9);
    expect(await positionOf(page)).toBe(slow.entries.length + quick.entries.length);
    expect(await statusOf(page)).toMatch(/^slow, step \d+ of \d+ at 400 ms: /);
    expect(await page.locator("#host .pictures svg[role=img]").count()).toBe(2);
    await expect(page.locator("#host .metrics dl").nth(1).innerText()).resolves.toContain(
      "500 events/s",
    );
  });
});

describe("motion", () => {
  const framesAfterStep = async (context: BrowserContextOptions): Promise<number> => {
    const page = await open(await burst(), { step: 3 }, context);
    await page.getByRole("button", { name: "Step ▸" }).click();
    const seen = new Set<string>();
    for (let frame = 0; frame < 20; frame++) {
      seen.add(await stateOf(page));
      await page.clock.runFor(40);
    }
    return seen.size;
  };

  test("a token travels along its strand", async () => {
    expect(await framesAfterStep({})).toBeGreaterThan(5);
  });

  test("stands still at once where motion is reduced", async () => {
    expect(await framesAfterStep(still)).toBe(1);
  });

  test("ends when the tab is hidden or the player has left the page", async () => {
    const page = await open(await chain());
    await play(page).click();
    await page.clock.runFor(1100);
    await page.evaluate(() => {
      Object.defineProperty(document, "hidden", { value: true, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    });
    await page.clock.runFor(5000);
    expect(await positionOf(page)).toBe(3);
    await page.evaluate(() => Reflect.deleteProperty(document, "hidden"));
    await play(page).click();
    await page.evaluate(() => document.querySelector("#host")!.remove());
    await page.clock.runFor(5000);
    expect(await positionOf(page)).toBe(3);
  });
});

describe("redrawing", () => {
  test("a step changes only the parts that changed, and makes none anew", async () => {
    const page = await open(await skewed(), {}, still);
    await seek(page, 30);
    const changes = await page.evaluate(async () => {
      const root = document.querySelector("#host")!.shadowRoot!;
      const all = root.querySelectorAll(".pictures svg *").length;
      const found: MutationRecord[] = [];
      const observer = new MutationObserver((records) => found.push(...records));
      observer.observe(root, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      });
      const { player } = globalThis as unknown as PlayerWindow;
      const counts: number[] = [];
      for (let position = 31; position < 60; position++) {
        player.seek(position);
        found.push(...observer.takeRecords());
        const inPicture = found.filter(({ target }) => target.parentElement?.closest(".pictures"));
        counts.push(new Set(inPicture.map(({ target }) => target)).size);
        if (found.some(({ type }) => type === "childList")) counts.push(Infinity);
        found.length = 0;
      }
      player.seek(player.position);
      return { all, most: Math.max(...counts), idle: observer.takeRecords().length };
    });
    expect(changes.all).toBeGreaterThan(60);
    expect(changes.most).toBeLessThan(16);
    // The same position again changes nothing but where the cursor is set to anew.
    expect(changes.idle).toBeLessThanOrEqual(3);
  });

  test("50,000 entries are mounted and scrubbed through in every view", async () => {
    const page = await open(long(50_000), { step: 25_000 }, still);
    for (const view of ["topology", "sequence", "marbles", "over time", "what was lost"]) {
      await page.getByRole("radio", { name: view }).check();
      await page.evaluate(() => {
        const { player } = globalThis as unknown as PlayerWindow;
        for (let turn = 1; turn <= 40; turn++) player.seek((turn * 30_901) % 50_001);
      });
      expect(await positionOf(page)).toBe((40 * 30_901) % 50_001);
      expect(await statusOf(page)).toMatch(/^step [\d,]+ of 50,000 at [\d.]+ s: /);
    }
  });
});

describe("what it says", () => {
  test("the scrubber's value is told in words", async () => {
    const page = await open(await burst());
    expect(await scrubber(page).getAttribute("aria-valuetext")).toBe("before the first step");
    await scrubber(page).focus();
    for (let step = 0; step < 4; step++) await page.keyboard.press("ArrowRight");
    expect(await scrubber(page).getAttribute("aria-valuetext")).toBe(
      "step 4: reviewer asks feed for 4",
    );
    expect(await statusOf(page)).toBe("step 4 of 44 at 0 ms: reviewer asks feed for 4");
  });

  test("the status is read aloud while stepping only", async () => {
    const page = await open(await burst());
    const live = () => page.locator("#host .status").getAttribute("aria-live");
    expect(await live()).toBe("off");
    await page.getByRole("button", { name: "Step ▸" }).click();
    expect(await live()).toBe("polite");
    await play(page).click();
    expect(await live()).toBe("off");
  });

  test("the table is made when it is opened, shows 200 rows at most and says which", async () => {
    const page = await open(long(5000), { step: 2500 });
    const rows = page.locator("#host tbody tr");
    expect(await rows.count()).toBe(0);
    await page.locator("#host summary").click();
    await rows.first().waitFor();
    expect(await rows.count()).toBe(200);
    const says = () => page.locator("#host details p").innerText();
    expect(await says()).toMatch(/^Rows 2,401 to 2,600 of 5,000/);
    const current = page.locator("#host tr[aria-current=step] td");
    expect(await current.first().innerText()).toBe("2500");
    await seek(page, 5000);
    expect(await says()).toMatch(/^Rows 4,801 to 5,000/);
    expect(await current.first().innerText()).toBe("5000");
  });

  test("an empty run says so and has no dead controls", async () => {
    const page = await open({ entries: [], truncated: 0 });
    expect(await page.locator("#host .player").innerText()).toContain(
      "Nothing happened in this run.",
    );
    expect(await page.locator("#host").locator("button, input, select, summary").count()).toBe(0);
  });

  test("what a bounded trace has lost, and which of 200 stages are not drawn", async () => {
    const { entries } = await chain();
    const page = await open({ entries: entries.slice(40), truncated: 40 });
    expect(await page.locator("#host .notes").innerText()).toContain(
      "The first 40 steps fell out of the bounded trace",
    );
    const starts = Array.from({ length: 200 }, (_, index) => ({
      type: "start" as const,
      at: 0,
      stage: `s${index}`,
      note: "consumer",
    }));
    const many = await open({ entries: starts, truncated: 0 });
    expect(await many.locator("#host .notes").innerText()).toContain("188 more stages");
  });

  test("nobody's names become markup", async () => {
    const name = `<img src=x onerror="document.title='caught'">`;
    const between = { at: 0, producer: name, consumer: "desk", subscription: 1 };
    const entries = [
      { at: 0, type: "start", stage: name, note: name },
      { ...between, type: "ask", n: 1 },
      { ...between, type: "events", n: 1, ids: [name] },
      { at: 0, type: "discarded", stage: name, n: 1, note: name },
    ] as const;
    const page = await open({ entries, truncated: 0 }, { title: name });
    await page.locator("#host summary").click();
    for (const view of ["sequence", "marbles", "over time", "what was lost"]) {
      await page.getByRole("radio", { name: view }).check();
      await seek(page, 4);
    }
    expect(await page.locator("#host img").count()).toBe(0);
    expect(await page.title()).toBe("Player");
  });
});

describe("its page", () => {
  test("loads other runs in the same place: view, speed and focus stay", async () => {
    const page = await open(await burst());
    await page.getByRole("radio", { name: "marbles" }).check();
    await page.getByLabel("Speed").selectOption("8");
    await scrubber(page).focus();
    await page.evaluate(
      (recording) => {
        const { player } = globalThis as unknown as PlayerWindow;
        player.load({ title: "Another", panels: [{ label: "", recording }], step: 5 });
      },
      await chain(),
    );
    expect(await page.getByRole("radio", { name: "marbles" }).isChecked()).toBe(true);
    expect(await page.getByLabel("Speed").inputValue()).toBe("8");
    expect(await scrubber(page).evaluate((it) => it.matches(":focus"))).toBe(true);
    expect(await page.locator("#host h2").innerText()).toBe("Another");
    expect(await positionOf(page)).toBe(5);
  });

  test("goes no faster than it says when a short run takes a long one's place", async () => {
    const page = await open(long(20_000));
    await page.getByLabel("Speed").selectOption("256");
    await page.evaluate(
      (recording) => {
        const { player } = globalThis as unknown as PlayerWindow;
        player.load({ title: "Short", panels: [{ label: "", recording }] });
      },
      await burst(),
    );
    expect(await page.getByLabel("Speed").inputValue()).toBe("8");
    await page.getByRole("button", { name: "Play" }).click();
    await page.waitForTimeout(300);
    expect(await positionOf(page)).toBeLessThan(20);
  });

  test("loads an empty run and then one to play again", async () => {
    const recording = await burst();
    const page = await open(recording, { step: 9 });
    const positions = await page.evaluate((given) => {
      const { player } = globalThis as unknown as PlayerWindow;
      const load = (one: typeof given) => {
        player.load({ title: "Again", panels: [{ label: "", recording: one }] });
        player.seek(5);
        return player.position;
      };
      return [load({ entries: [], truncated: 0 }), load(given)];
    }, recording);
    expect(positions).toEqual([0, 5]);
    expect(await statusOf(page)).toMatch(/^step 5 of 44/);
    expect(await play(page).isVisible()).toBe(true);
  });

  test("loads in under 30 kB, gzipped", () => {
    expect(gzipSync(script, { level: 9 }).length).toBeLessThan(30_000);
  });

  test("hears of every position, and gets its element back", async () => {
    const page = await open(await burst());
    const heard = await page.evaluate(() => {
      const { player } = globalThis as unknown as PlayerWindow;
      const all: unknown[] = [];
      player.onSeek((position, view) => all.push([position, view]));
      player.seek(7);
      player.seek(-3);
      player.seek(1e9);
      player.destroy();
      return [all, document.querySelector("#host")!.shadowRoot!.childElementCount];
    });
    expect(heard).toEqual([
      [
        [7, "topology"],
        [0, "topology"],
        [44, "topology"],
      ],
      0,
    ]);
  });
});
