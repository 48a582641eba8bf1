import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: unknown; readonly failureSummary?: string }[];
}

/** What axe finds wrong with a page, with the first few places of each fault. */
export async function violations(page: Page): Promise<unknown[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { axe: tool } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: Violation[] }> };
    };
    return (await tool.run()).violations;
  });
  return found.map(({ id, nodes }) => ({
    id,
    nodes: nodes.slice(0, 4).map(({ target, failureSummary }) => ({ target, failureSummary })),
  }));
}

/** How much wider than its window a page is; `null` where it fits. */
export async function isTooWide(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? `${scrollWidth} px in ${clientWidth} px` : null;
  });
}
