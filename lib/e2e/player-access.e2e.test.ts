import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PlayerOptions } from "../src/player/index.ts";
import { launchChromium } from "../../setup/launch-chromium.mjs";
import { openPlayer, playerScript, positionOf, seek } from "./player-page.ts";
import { burst, chain } from "./recordings.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: unknown; readonly failureSummary?: string }[];
}

let browser: Browser;
let script: string;
beforeAll(async () => {
  [browser, script] = await Promise.all([launchChromium(), playerScript()]);
});
afterAll(() => browser.close());

async function open(more: Partial<PlayerOptions>, context: BrowserContextOptions): Promise<Page> {
  const panels = [{ label: "", recording: await burst() }];
  const options = { title: "A burst", panels, ...more };
  return (await openPlayer(browser, script, options, context)).page;
}

async function violations(page: Page): Promise<unknown[]> {
  // axe waits by the page's own clock.
  await page.clock.resume();
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { axe: tool } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: Violation[] }> };
    };
    return (await tool.run()).violations;
  });
  return found.map(({ id, nodes }) => ({ id, nodes: nodes.slice(0, 4) }));
}

/** What has the focus, in the page or in the player. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const it = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
    return it?.outerHTML.slice(0, 60) ?? "";
  });

describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
  test.each([320, 1280])("axe finds no fault at %i px, and no line is too wide", async (width) => {
    const recording = await chain();
    const panels = [
      { label: "slow", recording },
      { label: "quick", recording: await chain(2) },
    ];
    const context = { colorScheme, viewport: { width, height: 900 } };
    for (const [more, views] of [
      [{}, ["topology", "sequence", "marbles", "over time", "what was lost"]],
      [{ panels }, ["topology"]],
    ] as const) {
      const page = await open({ ...more, step: 20 }, context);
      await page.locator("#host summary").click();
      for (const view of views) {
        await page.getByRole("radio", { name: view }).check();
        expect(await violations(page), view).toEqual([]);
        const [wide, room] = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return [scrollWidth, clientWidth];
        });
        expect(wide, view).toBeLessThanOrEqual(room!);
      }
      await page.context().close();
    }
  });
});

describe("by keys alone", () => {
  test("Tab reaches every control in order and leads out again", async () => {
    const page = await open({}, {});
    await page.locator("#before").focus();
    const stops: string[] = [];
    for (let turn = 0; turn < 20; turn++) {
      await page.keyboard.press("Tab");
      const stop = await focused(page);
      if (stop.includes('id="after"')) break;
      stops.push(stop);
    }
    const order = [
      'value="topology"',
      'class="scrolls"',
      "Step back",
      "Play or",
      "Step (",
      "<select",
      "range",
      "<summary",
    ];
    expect(
      stops.map((stop, index) => [order[index], stop.includes(order[index] ?? "none")]),
    ).toEqual(order.map((one) => [one, true]));
  });

  test("space plays and pauses, arrows step, Home and End go to the ends", async () => {
    const page = await open({}, { reducedMotion: "reduce" });
    await page.locator("#host .scrolls").first().focus();
    for (const [key, position] of [
      ["ArrowRight", 1],
      ["ArrowRight", 2],
      ["ArrowLeft", 1],
      ["End", 44],
      ["ArrowRight", 44],
      ["Home", 0],
      ["ArrowLeft", 0],
    ] as const) {
      await page.keyboard.press(key);
      expect(await positionOf(page), key).toBe(position);
    }
    await page.keyboard.press(" ");
    await page.clock.runFor(1100);
    expect(await positionOf(page)).toBe(3);
    await page.keyboard.press(" ");
    await page.clock.runFor(1100);
    expect(await positionOf(page)).toBe(3);
  });

  test("a key keeps its own meaning where it has one, and none is taken outside", async () => {
    const page = await open({ step: 10 }, { reducedMotion: "reduce" });
    await page.getByLabel("Speed").focus();
    await page.keyboard.press("ArrowDown");
    expect(await page.getByLabel("Speed").inputValue()).toBe("2");
    await page.getByRole("radio", { name: "topology" }).focus();
    await page.keyboard.press("ArrowRight");
    expect(await page.getByRole("radio", { name: "sequence" }).isChecked()).toBe(true);
    await page.locator("#host summary").focus();
    await page.keyboard.press(" ");
    await page.locator("#host tbody tr").first().waitFor();
    expect(await page.locator("#host tbody tr").count()).toBe(44);
    await page.locator("#after").focus();
    for (const key of ["ArrowRight", "End", " "]) await page.keyboard.press(key);
    expect(await positionOf(page)).toBe(10);
    await page.getByRole("slider").focus();
    for (const [key, position] of [
      ["ArrowLeft", 9],
      ["End", 44],
      ["Home", 0],
    ] as const) {
      await page.keyboard.press(key);
      expect(await positionOf(page), key).toBe(position);
    }
  });

  test("a button at the end of its way keeps the focus and says that it is off", async () => {
    const page = await open({}, { reducedMotion: "reduce" });
    const back = page.getByRole("button", { name: "Back" });
    await seek(page, 1);
    await back.focus();
    await page.keyboard.press("Enter");
    expect(await positionOf(page)).toBe(0);
    expect(await back.getAttribute("aria-disabled")).toBe("true");
    expect(await focused(page)).toContain("Step back");
  });
});

test("every control is at least 24 by 24 px and has a name", async () => {
  const page = await open({}, { viewport: { width: 320, height: 900 } });
  for (const control of await page
    .locator("#host")
    .locator("button, select, summary, label, input[type=range]")
    .all()) {
    const box = (await control.boundingBox())!;
    expect(Math.min(box.width, box.height), await control.innerText()).toBeGreaterThanOrEqual(24);
  }
  for (const button of await page.locator("#host button").all()) {
    expect(await button.getAttribute("title")).toMatch(/\(.+\)$/);
  }
});
