import { mkdirSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { AnswerWatcher } from "./answer-watcher.ts";

let folder: string;
let path: string;
let watcher: AnswerWatcher;
let heard: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headgate-watcher-"));
  path = join(folder, "02-counter", "counter.ts");
  mkdirSync(dirname(path));
  put("counter.ts", "one");
  put("counter.test.ts", "checks");
  heard = [];
});
afterEach(() => {
  watcher.close();
  rmSync(folder, { recursive: true, force: true });
});

const put = (name: string, text: string): void => writeFileSync(join(dirname(path), name), text);

function start(pollMs?: number): void {
  watcher = new AnswerWatcher(path, {
    onChange: () => heard.push("change"),
    onExercise: () => heard.push("exercise"),
    onMissing: () => heard.push("missing"),
    quietMs: 5,
    ...(pollMs !== undefined && { pollMs }),
  });
}

const hears = (...what: string[]): Promise<void> =>
  vi.waitFor(() => expect(heard).toEqual(what), { timeout: 5000, interval: 5 });

/** Long enough for anything that is still to be told. */
const silence = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 400));

describe("AnswerWatcher", () => {
  test.each<[string, () => void]>([
    ["written in place", () => put("counter.ts", "two")],
    [
      "replaced by a rename",
      () => {
        put(".counter.ts.swp", "two");
        renameSync(join(dirname(path), ".counter.ts.swp"), path);
      },
    ],
    [
      "deleted and made anew",
      () => {
        rmSync(path);
        put("counter.ts", "two");
      },
    ],
    [
      "emptied for a moment",
      () => {
        truncateSync(path);
        setTimeout(() => put("counter.ts", "two"), 40);
      },
    ],
    [
      "moved aside for a moment, as a backup",
      () => {
        renameSync(path, `${path}~`);
        setTimeout(() => put("counter.ts", "two"), 40);
      },
    ],
    ["given a file that it may import", () => put("more.ts", "export {};")],
  ])("tells once of a file that is %s", async (_how, write) => {
    start();
    write();
    await hears("change");
    await silence();
    expect(heard).toEqual(["change"]);
  });

  test("tells of each change, the later ones too", async () => {
    start();
    put("counter.ts", "two");
    await hears("change");
    renameSync(path, `${path}.old`);
    put("counter.ts", "three");
    await hears("change", "change");
  });

  test("says nothing of a file that is written with the same text", async () => {
    start();
    put("counter.ts", "one");
    await silence();
    expect(heard).toEqual([]);
  });

  test("says nothing of what was acknowledged", async () => {
    start();
    put("counter.ts", "two");
    watcher.acknowledge();
    await silence();
    expect(heard).toEqual([]);
    put("counter.ts", "three");
    await hears("change");
  });

  test("takes a file that stays empty for what it is, and one that stays away for missing", async () => {
    start();
    put("counter.ts", "");
    await hears("change");
    rmSync(path);
    await hears("change", "missing");
    put("counter.ts", "back");
    await hears("change", "missing", "change");
  });

  test("tells of checks and statement by another word", async () => {
    start();
    put("counter.test.ts", "more checks");
    await hears("exercise");
  });

  test("goes on when the folder is another than before", async () => {
    start(20);
    rmSync(dirname(path), { recursive: true });
    await hears("missing");
    mkdirSync(dirname(path));
    put("counter.ts", "two");
    await hears("missing", "change");
    put("counter.ts", "three");
    await hears("missing", "change", "change");
  });
});
