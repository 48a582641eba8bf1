// Whether the TypeScript kernel can start here: zeromq's binary loads, tslab compiles a cell, the cell finds headgate.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { lastLines, runQuietly } from "./child.mjs";
import { inRoot, root, SetupError } from "./workspace.mjs";

const stampPath = inRoot(".cache", "kernel.txt");

/** Runs one cell as the kernel would; throws one sentence where that fails. */
export async function checkKernel() {
  const { code, output } = await runQuietly(process.execPath, [
    inRoot("setup", "kernel.mjs"),
    "--check",
  ]);
  if (code !== 0) throw new SetupError(lastLines(output, 1));
}

/** Checks the kernel once for this Node and these packages. */
export async function ensureKernel() {
  const now = stamp();
  if (existsSync(stampPath) && readFileSync(stampPath, "utf8") === now) return "passed before";
  await checkKernel();
  mkdirSync(inRoot(".cache"), { recursive: true });
  writeFileSync(stampPath, now);
  return "passed";
}

function stamp() {
  const lock = readFileSync(inRoot("package-lock.json"));
  return createHash("sha256")
    .update(lock)
    .update(`${root} ${process.execPath} ${process.version}`)
    .digest("hex");
}
