import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { lockGrading } from "./grading-lock.ts";

let path: string;
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), "headgate-lock-"));
  path = join(folder, ".lock");
  return () => rmSync(folder, { recursive: true, force: true });
});

/** The number of a process that has ended. */
function deadProcess(): number {
  return spawnSync(process.execPath, ["--version"]).pid;
}

const lockOf = (pid: number, host = hostname(), began = ""): void =>
  writeFileSync(path, JSON.stringify({ pid, host, began }));

describe("lockGrading", () => {
  test("lets one in at a time", () => {
    const lock = lockGrading(path);
    expect(lock.takenOver).toBeUndefined();
    expect(() => lockGrading(path)).toThrow(
      `Process ${process.pid} grades into this folder already`,
    );
    lock.release();
    lock.release();
    expect(existsSync(path)).toBe(false);
    lockGrading(path).release();
  });

  test("takes over from a process that is no more, and says so", () => {
    const pid = deadProcess();
    lockOf(pid);
    const lock = lockGrading(path);
    expect(lock.takenOver).toContain(`process ${pid}`);
    expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ pid: process.pid });
    lock.release();
  });

  test("takes over from whoever was killed before it had written its name", () => {
    writeFileSync(path, "");
    expect(lockGrading(path).takenOver).toContain("unknown");
  });

  test("knows a number that was given away again", () => {
    lockOf(process.pid, hostname(), "another boot 1");
    expect(lockGrading(path).takenOver).toBeDefined();
  });

  test("does not judge processes of another machine", () => {
    lockOf(deadProcess(), "elsewhere");
    expect(() => lockGrading(path)).toThrow('on "elsewhere" grades into this folder');
  });

  test("leaves the lock of another when it lets go", () => {
    const lock = lockGrading(path);
    lockOf(deadProcess(), "elsewhere");
    lock.release();
    expect(readFileSync(path, "utf8")).toContain("elsewhere");
  });
});
