import { describe, expect, test } from "vitest";
import { draw } from "../draw.ts";
import { tagsOf } from "../paint/svg.fixture.ts";
import { threeStages, traceOf } from "../run/traces.fixture.ts";
import { figureJson } from "./figure-data.ts";
import { documentHtml, notebookHtml } from "./player-html.ts";

const wicked = "</script><script>alert(1)</script><!--";
const script = "play()";
const wickedRun = traceOf([
  { type: "start", stage: wicked, kind: "producer" },
  { type: "ask", producer: wicked, consumer: "sink", subscription: 1, demand: 5 },
]);

/** What a browser makes of the scripts: each ends at the first end tag, whatever its text. */
function scriptsIn(html: string): string[] {
  return [...html.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)].map((found) => found[2]!);
}

const withoutScripts = (html: string): string => html.replace(/<script[\s\S]*?<\/script>/g, "");

/** Tags of a whole document or a piece of one, its scripts aside. */
const checked = (html: string): string[] =>
  tagsOf(withoutScripts(html).replace("<!doctype html>", "")).map(({ name }) => name);

const forms = {
  notebook: (json: string) => notebookHtml(draw(wickedRun), { json, script }),
  document: (json: string) => documentHtml(draw(wickedRun), wicked, { json, script }),
};

describe.each(Object.entries(forms))("a figure for a %s", (_, make) => {
  const json = figureJson([{ label: wicked, trace: wickedRun }], { title: wicked })!;
  const html = make(json);

  test("is well formed", () => {
    expect(checked(html)).toContain("figure");
  });

  test("has two scripts, whatever a stage is called, and its data are what they were", () => {
    const [data, code, ...more] = scriptsIn(html);
    expect(JSON.parse(data!)).toEqual(JSON.parse(json));
    expect(code).toBe(script);
    expect(more).toEqual([]);
    expect(html).not.toContain("<!--");
    expect(withoutScripts(html)).not.toContain("alert(1)</");
  });

  test("asks for nothing from anywhere", () => {
    const addresses = [...html.matchAll(/\b(?:src|href)="(.{0,9})/g)].map(([, begin]) => begin);
    expect(addresses.filter((begin) => begin !== "data:imag")).toEqual([]);
  });
});

describe("notebookHtml", () => {
  test.each(["sequence", "depth", "topology"] as const)(
    "has the %s as an image with a text and a size, and the table",
    (as) => {
      const html = notebookHtml(draw(threeStages(), { as, title: 'A "slow" run' }));
      const [image, ...more] = html.match(/<img [^>]*>/g) ?? [];
      expect(more).toEqual([]);
      expect(image).toMatch(/^<img alt="A &#34;slow&#34; run" width="\d{3,4}" height="\d{2,4}" /);
      expect(html).not.toMatch(/<svg|<script|<style/);
      expect(checked(html)).toContain("table");
    },
  );
});

describe("documentHtml", () => {
  test("is a page in English with a title, for light and dark", () => {
    const html = documentHtml(draw(threeStages()), "Slow & sure", { json: "{}", script });
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(html).toContain("<title>Slow &#38; sure</title>");
    expect(html).toContain("(prefers-color-scheme:dark)");
  });

  test("stays still without a script", () => {
    expect(scriptsIn(documentHtml(draw(threeStages()), "Still"))).toEqual([]);
  });
});
