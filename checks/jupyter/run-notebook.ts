import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { cloneEnvironment } from "../../setup/environment.mjs";
import { venvPython } from "../../setup/venv.mjs";
import { inRoot } from "../../setup/workspace.mjs";
import type { RanCell, RanOutput, StoredCell } from "./compare-cell.ts";

const secondsPerCell = 60;

/** Runs a notebook cell by cell in its kernel, in its own folder; rejects with the driver's one sentence. */
export async function runNotebook(
  path: string,
  kernel = "tslab",
): Promise<{ cells: RanCell[]; late: RanOutput[] }> {
  const driver = inRoot("checks", "jupyter", "drive_notebook.py");
  const { stdout } = await promisify(execFile)(
    venvPython,
    [driver, path, kernel, String(secondsPerCell)],
    { env: cloneEnvironment(), maxBuffer: 64 << 20 },
  ).catch((error: { stderr: string }) => {
    throw new Error(error.stderr.trim().split("\n").at(-1), { cause: error });
  });
  const lines = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  return { cells: lines.slice(0, -1), late: lines.at(-1).late };
}

/** The code cells of a notebook file. */
export function storedCells(path: string): StoredCell[] {
  const { cells } = JSON.parse(readFileSync(path, "utf8")) as { cells: StoredCell[] };
  return cells.filter((cell) => cell.cell_type === "code");
}
