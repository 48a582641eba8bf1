import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { draw } from "./draw.ts";
import { threeStages } from "./run/traces.fixture.ts";
import { save } from "./save.ts";

const root = mkdtempSync(join(tmpdir(), "headgate-save-"));
let folder: string;
let count = 0;

beforeEach(() => {
  folder = join(root, String((count += 1)));
  mkdirSync(folder);
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => rmSync(root, { recursive: true }));

const at = (name: string): string => join(folder, name);
const saved = (name: string): string => readFileSync(at(name), "utf8");

/** A Node in which these modules cannot be found. */
function without(...missing: string[]): void {
  const original = process.getBuiltinModule;
  vi.spyOn(process, "getBuiltinModule").mockImplementation(((id: string) => {
    const found = original(id as "module");
    if (id !== "module") return found;
    const createRequire = () => (name: string) => {
      if (missing.includes(name)) throw new Error(`Cannot find module '${name}'`);
      return "play()";
    };
    return { createRequire };
  }) as typeof process.getBuiltinModule);
}

describe("save", () => {
  test("writes the drawing alone as .svg", async () => {
    await save(threeStages(), at("run.svg"), { as: "depth" });
    expect(saved("run.svg")).toBe(draw(threeStages(), { as: "depth" }).svg);
  });

  test("writes a page that plays the run as .html", async () => {
    without();
    const both = ["before", "after"].map((label) => ({ label, trace: threeStages() }));
    await save(both, at("run.HTML"), { title: "Before and after" });
    expect(saved("run.HTML")).toContain("<title>Before and after</title>");
    expect(saved("run.HTML")).toContain('"label":"before"');
    expect(saved("run.HTML")).toContain("<script>play()</script>");
  });

  test("writes a .png of two pixels for each unit, on white paper", async () => {
    await save({ trace: threeStages() }, at("run.png"), { as: "topology" });
    const { default: sharp } = await import("sharp");
    const { svg } = draw(threeStages(), { as: "topology" });
    const [, width] = /viewBox="0 0 (\S+) /.exec(svg)!;
    const image = sharp(at("run.png"));
    expect(await image.metadata()).toMatchObject({
      format: "png",
      width: Math.ceil((Number(width) + 16) * 2),
      hasAlpha: false,
    });
    const { data } = await image.raw().toBuffer({ resolveWithObject: true });
    expect([...data.subarray(0, 3)]).toEqual([255, 255, 255]);
    expect((await image.stats()).channels.every(({ min }) => min < 100)).toBe(true);
  });

  test("overwrites a file only where it is told to", async () => {
    await save(threeStages(), at("run.svg"), { title: "first" });
    await expect(save(threeStages(), at("run.svg"), { title: "second" })).rejects.toThrow(
      /^Cannot save `.*`: a file of that name exists; pass `{ overwrite: true }` to replace it$/,
    );
    expect(saved("run.svg")).toContain("<title>first</title>");
    await save(threeStages(), at("run.svg"), { title: "second", overwrite: true });
    expect(saved("run.svg")).toContain("<title>second</title>");
  });
});

describe("save refuses", () => {
  test.each(["run", "run.jpg", "svg", "", 5, undefined])("the path %j", async (path) => {
    await expect(save(threeStages(), path as string)).rejects.toThrow(
      /^Expected the path of `save` to end with \.svg, \.html or \.png, got `/,
    );
  });

  test("a folder that is not there", async () => {
    const path = join(folder, "no", "run.svg");
    const sentence = `Cannot save \`${path.length > 60 ? `${path.slice(0, 57)}...` : path}\`: its folder does not exist`;
    await expect(save(threeStages(), path)).rejects.toThrow(sentence);
  });

  test("a path that is a folder", async () => {
    mkdirSync(at("run.svg"));
    await expect(save(threeStages(), at("run.svg"), { overwrite: true })).rejects.toThrow(
      "it is a folder",
    );
  });

  test("what has no trace, and what `draw` refuses", async () => {
    await expect(save({} as never, at("run.svg"))).rejects.toThrow(
      "Expected `save` to be given a system or its trace, got `{  }`",
    );
    await expect(save(threeStages(), at("run.svg"), { from: 0 })).rejects.toThrow(RangeError);
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each([
    ["run.png", "sharp", /: a \.png needs the package sharp; run `npm install sharp`, or .*\.svg$/],
    ["run.html", "headgate/player/script", /headgate\/player\/script is not installed .*\.svg$/],
  ])("%s without %s", async (name, missing, sentence) => {
    without(missing);
    await expect(save(threeStages(), at(name))).rejects.toThrow(sentence);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("to run in a page", async () => {
    const refused = (() => {
      vi.stubGlobal("process", undefined);
      try {
        return save(threeStages(), "run.svg");
      } finally {
        vi.unstubAllGlobals();
      }
    })();
    await expect(refused).rejects.toThrow(/^Expected `save` to be called in Node: a page has no /);
  });
});
