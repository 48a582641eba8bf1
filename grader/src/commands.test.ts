import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { courseFolder } from "./course-folder.ts";

const folder = join(courseFolder, "grader", "src");
const call = "\nawait runCommand(";
const commands = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"))
  .map((path) => [path, readFileSync(join(folder, path), "utf8")] as const)
  .filter(([, text]) => text.includes(call));

test("there are commands to look at", () => {
  expect(commands.map(([path]) => path)).toContain("check.ts");
});

// A command runs where its call stands: a value that is declared below is not there yet, and no compiler says so.
test.each(commands)("%s declares every value above its call", (_path, text) => {
  const below = text.slice(text.indexOf(call));
  expect(below.match(/^(const|let|class) .*/gm) ?? []).toEqual([]);
});
