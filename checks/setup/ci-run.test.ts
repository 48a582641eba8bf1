import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { inRoot } from "../../setup/workspace.mjs";

const folder = mkdtempSync(join(tmpdir(), "headgate-ci-"));
afterAll(() => rmSync(folder, { recursive: true }));

const needed = ["git", "bwrap", "redis-server", "python3", "chromium", "node"];

/** Runs .ci/run on a machine with these programs only; npm and apt-get print what they are asked and do nothing. */
function run(programs: readonly string[], { user = 1000, download = false } = {}) {
  const path = mkdtempSync(join(folder, "bin-"));
  const browsers = join(path, "browsers");
  const program = (file: string, text: string): void => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `#!/bin/sh\n${text}\n`);
    chmodSync(file, 0o755);
  };
  for (const name of ["bash", "dirname", "env"]) symlinkSync(which(name), join(path, name));
  program(join(path, "id"), `echo ${user}`);
  program(join(path, "npm"), 'echo "npm $@"');
  program(join(path, "apt-get"), 'echo "apt-get $@"');
  for (const name of programs) {
    if (name === "node") symlinkSync(process.execPath, join(path, name));
    else program(join(path, name), name === "sudo" ? 'exec "$@"' : "exit 0");
  }
  if (download) program(join(browsers, "chromium-1200", "chrome-linux", "chrome"), "exit 0");
  const { status, stdout, stderr } = spawnSync(join(path, "bash"), [inRoot(".ci", "run")], {
    encoding: "utf8",
    env: { PATH: path, HOME: path, PLAYWRIGHT_BROWSERS_PATH: browsers },
  });
  return { status, stdout: stdout.trim().split("\n"), stderr: stderr.trim() };
}

function which(name: string): string {
  return spawnSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).stdout.trim();
}

const but = (...names: string[]): string[] => needed.filter((name) => !names.includes(name));
const tested = { status: 0, stdout: ["npm test"], stderr: "" };

describe(".ci/run", () => {
  test("installs nothing where everything is there", () => {
    expect(run(needed)).toEqual(tested);
  });

  test.each(["chromium-browser", "google-chrome-stable", "google-chrome"])(
    "takes %s for a Chromium",
    (name) => {
      expect(run([...but("chromium"), name])).toEqual(tested);
    },
  );

  test("takes Playwright's download for a Chromium", () => {
    expect(run(but("chromium"), { download: true })).toEqual(tested);
  });

  test("asks for node before it installs anything", () => {
    expect(run(but("git", "node"), { user: 0 })).toEqual({
      status: 1,
      stdout: [""],
      stderr: "Node 20.19 or newer is needed and there is no node on PATH.",
    });
  });

  test.each([
    ["as root", { user: 0 }, []],
    ["by sudo", { user: 1000 }, ["sudo"]],
  ])("installs what is missing %s", (_, user, more) => {
    expect(run([...but("git", "chromium"), ...more], user)).toEqual({
      status: 0,
      stdout: [
        "Installing git chromium fonts-liberation",
        "apt-get update -qq",
        "apt-get install -y -qq --no-install-recommends git chromium fonts-liberation",
        "npm test",
      ],
      stderr: "",
    });
  });

  test("says in one sentence that there is no way to install", () => {
    expect(run(but("git"))).toEqual({
      status: 1,
      stdout: [""],
      stderr:
        "Missing on this machine: git. Installing them takes root and there is no sudo: install them as root and try again.",
    });
  });
});
