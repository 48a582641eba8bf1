import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gzipSize } from "../src/sizes.ts";
import { CellDriver } from "./cell-driver.ts";
import { openSite, realCourse, type SiteUnderTest } from "./site-under-test.ts";

/** Bytes over the wire, gzipped. */
const budget = {
  scriptBeforeRun: 12_000,
  style: 15_000,
  page: 40_000,
  /** Runner, worker, library and quakes, without any compiler. */
  firstRun: 103_000,
  compiler: 95_000,
  editor: 150_000,
};

let site: SiteUnderTest;
beforeAll(async () => {
  site = await openSite(realCourse());
}, 60_000);
afterAll(() => site.close());

/** The files of the site among some requests, with their sizes. */
function sizes(requests: readonly string[]): Map<string, number> {
  const files = requests.map((address) => address.slice(site.address.length).replace(/[?#].*/, ""));
  return new Map(
    [...new Set(files)].map((file) => [
      file || "index.html",
      gzipSize(join(site.out, file || "index.html")),
    ]),
  );
}

function total(files: ReadonlyMap<string, number>, kind: RegExp): number {
  return [...files].reduce((sum, [file, size]) => sum + (kind.test(file) ? size : 0), 0);
}

describe("what goes over the wire", { timeout: 120_000 }, () => {
  test("stays within its budget on every page, and comes from this site alone", async () => {
    for (const path of site.built.pages) {
      const { page, requests, complaints } = await site.open(path);
      await page.waitForTimeout(200);
      expect(
        requests.filter((it) => !it.startsWith(site.address) && !it.startsWith("data:")),
      ).toEqual([]);
      const files = sizes(requests.filter((it) => !it.startsWith("data:")));
      expect(total(files, /\.js$/), `scripts of ${path}`).toBeLessThanOrEqual(
        budget.scriptBeforeRun,
      );
      expect(total(files, /\.css$/), `styles of ${path}`).toBeLessThanOrEqual(budget.style);
      expect(total(files, /\.html$/), path).toBeLessThanOrEqual(budget.page);
      expect(complaints).toEqual([]);
      await page.context().close();
    }
  });

  test("for the first run is what the library needs, and no compiler", async () => {
    for (const { id } of site.course.chapters) {
      const { page, requests } = await site.open(`${id}.html`);
      const before = requests.length;
      const first = await page.locator(".cell:visible").first().getAttribute("data-cell");
      const started = performance.now();
      await new CellDriver(page, Number(first)).run();
      const tookMs = Math.round(performance.now() - started);
      const files = sizes(requests.slice(before));
      console.log(
        `${id}: first run ${total(files, /./)} bytes in ${tookMs} ms, of ${[...files.keys()].join(", ")}`,
      );
      expect([...files.keys()].filter((it) => /compile-cell|editor|codemirror/.test(it))).toEqual(
        [],
      );
      expect(total(files, /./)).toBeLessThanOrEqual(budget.firstRun);
      await page.context().close();
    }
  });

  test("for an edit is the editor, and the compiler at the next run", async () => {
    const { page, requests } = await site.open(`${site.course.chapters[0]!.id}.html`);
    const before = requests.length;
    const number = Number(await page.locator(".cell:visible").first().getAttribute("data-cell"));
    const cell = new CellDriver(page, number);
    await cell.type("1 + 1");
    const edited = sizes(requests.slice(before));
    console.log(`editor ${total(edited, /./)} bytes`);
    expect(total(edited, /./)).toBeLessThanOrEqual(budget.editor);
    await cell.run();
    expect(await cell.stdout()).toBe("2");
    const compiler = [...sizes(requests)].filter(([file]) => /compile-cell/.test(file));
    console.log(`compiler ${compiler.map(([file, size]) => `${file} ${size}`).join()} bytes`);
    expect(compiler).toHaveLength(1);
    expect(compiler[0]![1]).toBeLessThanOrEqual(budget.compiler);
  });
});
