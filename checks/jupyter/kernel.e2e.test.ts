import { cpSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isHandedOut } from "../../setup/edition.mjs";
import { kernelName, kernelSpecPath } from "../../setup/kernel-spec.mjs";
import { inRoot } from "../../setup/workspace.mjs";
import { compareCell } from "./compare-cell.ts";
import { runNotebook, storedCells } from "./run-notebook.ts";

const notebooks = readdirSync(inRoot("notebooks")).filter((name) => name.endsWith(".ipynb"));

test("there are notebooks to run", () => {
  expect(notebooks).not.toEqual([]);
});

// In a learner edition a notebook in which somebody has worked holds what came of that.
const printed = notebooks.filter((name) => isHandedOut(`notebooks/${name}`));

describe("the kernel that JupyterLab starts", () => {
  test.each(printed)("gives for every cell of %s what is stored there", async (name) => {
    const path = inRoot("notebooks", name);
    const { cells, late } = await runNotebook(path);
    const stored = storedCells(path);
    expect(cells.map(({ id }) => id)).toEqual(stored.map(({ id }) => id));
    const faults = stored.flatMap((cell, index) =>
      compareCell(cell, cells[index]!).map((fault) => `${name}, cell ${cell.id} ${fault}`),
    );
    expect(faults).toEqual([]);
    expect(late, "output that came when its cell had ended").toEqual([]);
  });

  test("lies in .venv and nowhere else", () => {
    expect(kernelSpecPath).toBe(
      inRoot(".venv", "share", "jupyter", "kernels", kernelName, "kernel.json"),
    );
  });
});

describe("a notebook elsewhere", () => {
  let outside: string;
  beforeAll(() => {
    outside = realpathSync(mkdtempSync(join(tmpdir(), "headgate-elsewhere-")));
  });
  afterAll(() => rmSync(outside, { recursive: true }));

  test("in another folder of the clone, finds the packages all the same", async () => {
    const folder = mkdtempSync(inRoot(".cache", "other-folder-"));
    try {
      const path = join(folder, "mine.ipynb");
      cpSync(inRoot("checks", "jupyter", "elsewhere.ipynb"), path);
      const { cells } = await runNotebook(path);
      expect(cells).toEqual([
        {
          id: "imports",
          status: "ok",
          outputs: [{ kind: "stdout", text: "function\n", html: false }],
        },
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("outside the clone, says in the cell where it belongs", async () => {
    const path = join(outside, "mine.ipynb");
    cpSync(inRoot("checks", "jupyter", "elsewhere.ipynb"), path);
    const { cells } = await runNotebook(path);
    const sentence = `This notebook runs in ${outside}, outside the course: move it into ${inRoot("notebooks")} and open it there.\n`;
    expect(cells).toEqual([
      {
        id: "imports",
        status: "error",
        outputs: [{ kind: "stderr", text: sentence, html: false }],
      },
    ]);
  });

  test("for a kernel that is not registered, says how to register it", async () => {
    await expect(
      runNotebook(inRoot("checks", "jupyter", "elsewhere.ipynb"), "no-such-kernel"),
    ).rejects.toThrow(
      "The kernel no-such-kernel is not registered: run `npm run learn`, which registers it.",
    );
  });
});
