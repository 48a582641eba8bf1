import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { findPython } from "../../setup/python.mjs";

describe("findPython", () => {
  const folder = mkdtempSync(join(tmpdir(), "headgate-python-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** What is found on a PATH with programs that answer so: major, minor, patch, and 1 where venv is there. */
  function found(programs: Record<string, string>) {
    const path = mkdtempSync(join(folder, "bin-"));
    mkdirSync(path, { recursive: true });
    for (const [name, answer] of Object.entries(programs)) {
      writeFileSync(join(path, name), `#!/bin/sh\necho ${answer}\n`);
      chmodSync(join(path, name), 0o755);
    }
    return findPython({ PATH: path });
  }

  test("takes python3 where it fits", () => {
    expect(found({ python3: "3 11 2 1", "python3.12": "3 12 0 1" })).toEqual({
      program: "python3",
      version: "3.11.2",
      venv: true,
    });
  });

  test("passes over one that is too old or has no venv", () => {
    expect(found({ python3: "3 9 6 1", "python3.12": "3 12 0 1" })).toMatchObject({
      program: "python3.12",
    });
    expect(found({ python3: "3 11 2 0", "python3.12": "3 12 0 1" })).toMatchObject({
      program: "python3.12",
    });
  });

  test.each([
    [{}, /^There is no Python 3 on this machine's PATH: install it with `.+`$/],
    [
      { python3: "3 9 6 1" },
      /^JupyterLab needs Python 3.10 or newer and python3 is 3.9.6: install a newer one with `.+`$/,
    ],
    [{ python3: "3 11 2 0" }, /^python3 \(3.11.2\) has no venv module: install it with `.+`$/],
  ])("says in one sentence what is the matter with %j", (programs, sentence) => {
    expect(found(programs)).toMatchObject({ problem: expect.stringMatching(sentence) });
  });
});
