import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inRoot } from "../../setup/workspace.mjs";

/** A fresh clone of this repository's HEAD, with a home folder and a PATH that hold nothing else. */
export interface ReaderMachine {
  readonly clone: string;
  readonly home: string;
  /** The environment of a reader with Python on PATH, or without it. */
  environment(options: { python: boolean }): Record<string, string | undefined>;
  /** Every path in the home folder, sorted. */
  filesInHome(): string[];
  remove(): void;
}

/** Clones HEAD into a temporary folder and lays out an empty home beside it. */
export function readerMachine(): ReaderMachine {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "headgate-clone-")));
  const [clone, home] = [join(folder, "a reader's headgate"), join(folder, "home")];
  mkdirSync(home);
  execFileSync("git", ["clone", "--quiet", inRoot(), clone]);
  const withoutPython = join(folder, "bin");
  const withPython = join(folder, "bin-python");
  layOut(withoutPython, {
    node: process.execPath,
    npm: which("npm"),
    git: which("git"),
    sh: which("sh"),
  });
  layOut(withPython, { python3: basePython() });
  return {
    clone,
    home,
    environment: ({ python }) => ({
      HOME: home,
      XDG_CACHE_HOME: undefined,
      XDG_CONFIG_HOME: undefined,
      XDG_DATA_HOME: undefined,
      PATH: python ? `${withPython}:${withoutPython}` : withoutPython,
      // What npm and pip have downloaded for this clone need not be downloaded for that one.
      HEADGATE_CACHE: inRoot(".cache"),
    }),
    filesInHome: () => readdirSync(home, { recursive: true, encoding: "utf8" }).toSorted(),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function layOut(folder: string, programs: Record<string, string>): void {
  mkdirSync(folder);
  for (const [name, path] of Object.entries(programs)) symlinkSync(path, join(folder, name));
}

function which(program: string): string {
  const found = execFileSync("sh", ["-c", `command -v ${program}`], { encoding: "utf8" });
  return realpathSync(found.trim());
}

/** The Python itself, and not a shim of a version manager that looks for its files in the home folder. */
function basePython(): string {
  const ask = "import sys; print(sys._base_executable)";
  return execFileSync("python3", ["-c", ask], { encoding: "utf8" }).trim();
}
