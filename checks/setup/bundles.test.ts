import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { declaredBundles, textModule } from "../../setup/bundles.mjs";

function declared(headgate: unknown) {
  const found = declaredBundles({ folder: "check", path: "/check", manifest: { headgate } }, [
    "headgate",
    "@headgate/check",
  ]);
  return found.map(
    ({ entry, output, options }: { entry: string; output: string; options: object }) => ({
      entry,
      output,
      ...options,
    }),
  );
}

describe("declaredBundles", () => {
  test("knows nothing of a package that declares nothing", () => {
    expect(declared(undefined)).toEqual([]);
  });

  test("leaves other workspace packages out of CommonJS", () => {
    const [bundle] = declared({ cjs: { "dist/index.cjs": "src/index.ts" } });
    expect(bundle).toMatchObject({
      entry: "/check/src/index.ts",
      output: "/check/dist/index.cjs",
      format: "cjs",
      platform: "node",
      external: ["headgate", "headgate/*", "@headgate/check", "@headgate/check/*"],
    });
  });

  test("takes a list of CommonJS entries", () => {
    expect(declared({ cjs: ["src/a/b.ts"] })).toMatchObject([
      { entry: "/check/src/a/b.ts", output: "/check/dist/a/b.cjs" },
    ]);
  });

  test("makes a bundle for the page unless told otherwise", () => {
    const bundles = {
      "dist/a.js": "src/a.ts",
      "dist/b.cjs": { entry: "src/b.ts", platform: "node", format: "cjs" },
    };
    expect(declared({ bundles })).toMatchObject([
      { entry: "/check/src/a.ts", platform: "browser", format: "esm", target: "es2022" },
      { entry: "/check/src/b.ts", platform: "node", format: "cjs", target: "node20" },
    ]);
  });

  test.each([
    [
      { scripts: [] },
      'check/package.json, "headgate": expected only "cjs", "bundles" and "after", got "scripts".',
    ],
    [{ bundles: ["src/a.ts"] }, 'expected "bundles" to map an output to its entry'],
    [{ bundles: { "dist/a.js": {} } }, '"dist/a.js" names no "entry".'],
    [{ bundles: { "dist/a.js": { entry: "a", mangle: true } } }, 'has the unknown option "mangle"'],
  ])("refuses %j", (headgate, sentence) => {
    expect(() => declared(headgate)).toThrow(sentence);
  });
});

describe("textModule", () => {
  const answerOf = (script: string): string => {
    const module = { exports: "" };
    runInNewContext(textModule(script), { module });
    return module.exports;
  };

  test("exports a script's text", () => {
    expect(answerOf('const a = `\\n\u2028"`;\n')).toBe('const a = `\\n\u2028"`;');
  });

  test("lets nothing in it end the element it stands in, and keeps what it means", () => {
    const script = "[`</script>`, '</SCRIPT ', `<!-- <b>`, /<!--/.source]";
    const text = answerOf(script);
    expect(text).not.toMatch(/<\/script|<!--/i);
    expect(runInNewContext(text)).toEqual(["</script>", "</SCRIPT ", "<!-- <b>", "\\x3C!--"]);
  });
});
