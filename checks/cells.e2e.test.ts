import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

// The cells need the built packages, as a reader's kernel does; `npm test` builds them first.
test(
  "every cell of the course runs in tslab's executor and gives what the text says",
  { timeout: 300_000 },
  () => {
    const program = `${root}course/dist/build.js`;
    const { status, stderr } = spawnSync(process.execPath, [program, "--check", "--run"], {
      cwd: root,
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    expect(status).toBe(0);
  },
);
