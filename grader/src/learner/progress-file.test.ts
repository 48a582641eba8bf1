import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ProgressFile } from "./progress-file.ts";

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), "headgate-progress-"))));
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const path = (): string => join(root, ".headgate", "progress.json");
const names = (): string[] => readdirSync(join(root, ".headgate")).sort();
const done = { state: "done", points: 4, max: 4 } as const;
const half = { state: "not solved yet", points: 1, max: 4 } as const;
const noon = new Date("2026-03-01T12:00:00Z");

describe("ProgressFile", () => {
  test("keeps where one is, and leaves nothing else behind", () => {
    expect(new ProgressFile(root).read()).toEqual({ exercises: {} });
    new ProgressFile(root).moveTo("counter");
    expect(new ProgressFile(root).read()).toEqual({ at: "counter", exercises: {} });
    expect(names()).toEqual(["progress.json"]);
  });

  test("keeps when an exercise was solved first and with how many hints, whatever comes later", () => {
    const progress = new ProgressFile(root);
    progress.remember("counter", half, 1, noon);
    progress.remember("counter", done, 2, noon);
    progress.remember("counter", half, 3, new Date());
    progress.remember("finite-feed", half, 0);
    expect(progress.read().exercises).toEqual({
      counter: { ...half, hints: 3, solved: { at: "2026-03-01T12:00:00.000Z", hints: 2 } },
      "finite-feed": { ...half, hints: 0 },
    });
    expect(progress.trouble()).toBeUndefined();
  });

  test("forgets no hint that another watch of the same course has shown", () => {
    const [one, other] = [new ProgressFile(root), new ProgressFile(root)];
    one.remember("counter", half, 2, noon);
    other.remember("counter", done, 0, noon);
    expect(one.read().exercises["counter"]).toMatchObject({ hints: 2, solved: { hints: 2 } });
  });

  test("leaves alone what cannot be read, and says so", () => {
    mkdirSync(path(), { recursive: true });
    const progress = new ProgressFile(root);
    progress.moveTo("counter");
    expect(progress.trouble()).toBe(
      ".headgate/progress.json cannot be read (EISDIR), so progress is not kept.",
    );
    expect(names()).toEqual(["progress.json"]);
  });

  test.each([
    "",
    "{ half a",
    "[]",
    "null",
    '{"format":"headgate-progress","version":2,"exercises":{}}',
    '{"format":"headgate-progress","version":1,"exercises":{"a":{"state":"solved"}}}',
    '{"format":"headgate-progress","version":1,"at":7,"exercises":{}}',
  ])("moves %j aside and says so once", (text) => {
    mkdirSync(join(root, ".headgate"));
    writeFileSync(path(), text);
    const progress = new ProgressFile(root);
    expect(progress.read()).toEqual({ exercises: {} });
    expect(progress.trouble()).toMatch(/^\.headgate\/progress\.json is no progress .*moved to/);
    expect(progress.trouble()).toBeUndefined();
    const [aside = ""] = names();
    expect(readFileSync(join(root, ".headgate", aside), "utf8")).toBe(text);
    progress.moveTo("counter");
    expect(progress.read().at).toBe("counter");
  });

  test("says that it cannot write, and goes on", () => {
    // A file where the folder should be; permissions would not stop root.
    writeFileSync(join(root, ".headgate"), "");
    const progress = new ProgressFile(root);
    progress.moveTo("counter");
    expect(progress.trouble()).toMatch(/^Progress is not kept: .* \(E[A-Z]+\)\.$/);
  });
});
