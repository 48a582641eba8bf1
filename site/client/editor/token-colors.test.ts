import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { tokenColors } from "./token-colors.ts";

test("tokens look alike in the editor and in the static text", () => {
  const css = readFileSync(new URL("../styles/code.css", import.meta.url), "utf8");
  const fromCss: Record<string, Record<string, string>> = {};
  for (const [, selectors, body] of css.matchAll(/((?:\.tok-\w+,?\s*)+)\{([^}]*)\}/g)) {
    const style = Object.fromEntries(
      [...body!.matchAll(/([\w-]+): ([^;]+);/g)].map(([, name, value]) => [
        name === "font-style" ? "fontStyle" : name!,
        value!,
      ]),
    );
    for (const [, name] of selectors!.matchAll(/\.tok-(\w+)/g)) fromCss[name!] = style;
  }
  expect(tokenColors).toEqual(fromCss);
});
