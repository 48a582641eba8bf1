import { expect, test } from "vitest";
import { measuredImports, statedSizes, withSizes, withSizesTold } from "./sizes.ts";

const table = `# A

| import | size |
| --- | --- |
| \`import "headgate"\` | 9.0 kB |
| \`import "headgate/gone"\` | 1.0 kB |

Behind.
`;
const sizes = new Map([
  ['import { System, producer, consumer } from "headgate"', 8.96],
  ['import "headgate"', 12],
]);

test("measuredImports are the smallest pipeline and every entry point", () => {
  const entries = ["headgate", "headgate/show"].map((name) => ({
    name,
    folder: "",
    declarations: "",
  }));
  expect(measuredImports(entries)).toEqual([...sizes.keys(), 'import "headgate/show"']);
});

test("withSizes writes the table anew, and statedSizes reads it", () => {
  expect([...statedSizes(table).values()]).toEqual([9, 1]);
  const page = withSizes(table, sizes);
  expect(page).toMatch(
    /^# A\n\n\| import \| size \|[\s\S]*9\.0 kB \|\n.*12\.0 kB \|\n\nBehind\.\n$/,
  );
  expect([...statedSizes(page)]).toEqual([
    ['import { System, producer, consumer } from "headgate"', 9],
    ['import "headgate"', 12],
  ]);
});

test("withSizesTold writes the sentence anew", () => {
  const told =
    "so `{ System, producer, consumer }` is 1.0 kB minified and gzipped, all of it 2.0 kB.";
  expect(withSizesTold(told, sizes)).toBe(
    "so `{ System, producer, consumer }` is 9.0 kB minified and gzipped, all of it 12.0 kB.",
  );
});
