import { expect, test } from "vitest";
import { fillNumbers } from "./numbers.ts";

const printed = [{ cell: 1, text: "batches = 7\nwaited 3 h\nwith 4/0 = 2" }];

test("fills names and expressions, and leaves brackets that are asked for", () => {
  expect(
    fillNumbers("[[=batches]], [[=with 4/0]], [[=/waited (\\d+)/]], \\[[=x", 1, printed),
  ).toEqual({
    text: "7, 2, 3, \\[[=x",
  });
});

test("takes a bar that a table needs escaped", () => {
  const long = [{ cell: 1, text: "waited 3000 h" }];
  expect(fillNumbers("| [[=/waited (\\d+)/\\|grouped]] |", 1, long)).toEqual({ text: "| 3,000 |" });
});

test.each(["[[=/waited (\\d+)/m]]", "[[=batches"])(
  "%s is no number, and is not printed as it stands",
  (mark) => {
    const fault = `\`${mark}\`: expected \`[[=name]]\` or \`[[=/expression/]]\`, without flags`;
    expect(fillNumbers(`x ${mark}`, 1, printed)).toEqual({ fault, at: 2 });
    expect(fillNumbers(`\`\`\`text\n${mark}\n\`\`\`\n`, 1, printed)).toHaveProperty("text");
  },
);
