// What the doctor looks at, one after the other: `{ name, ok, found, mend, optional }`.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { runQuietly } from "./child.mjs";
import { findChromium, installChromium } from "./chromium.mjs";
import { compiler } from "./compile.mjs";
import { checkKernel } from "./kernel-check.mjs";
import { kernelIsRegistered, kernelName } from "./kernel-spec.mjs";
import { installPackages, missingPackages } from "./npm.mjs";
import { findPython, installPython, installVenv } from "./python.mjs";
import { venvIsReady, venvPython } from "./venv.mjs";
import { inRoot, readJson, workspacePackages } from "./workspace.mjs";

const learn = "npm run learn";

/** Every finding, in the order in which things are mended. */
export async function* findings() {
  yield { name: "Node", ok: true, found: process.version };
  const missing = missingPackages();
  yield {
    name: "npm packages",
    ok: !missing,
    found: missing ?? "as in package-lock.json",
    mend: installPackages,
  };
  yield compilerFinding();
  yield libraryFinding();
  yield* pythonFindings();
  yield await jupyterFinding();
  yield {
    name: "kernel registered",
    ok: kernelIsRegistered(),
    found: `${kernelName} in .venv`,
    mend: learn,
  };
  yield await kernelFinding();
  const chromium = findChromium();
  yield {
    name: "Chromium",
    ok: Boolean(chromium),
    found: chromium ?? "needed by npm test only",
    mend: installChromium,
    optional: true,
  };
  yield bwrapFinding();
}

function compilerFinding() {
  const said = existsSync(compiler)
    ? spawnSync(process.execPath, [compiler, "-v"], { encoding: "utf8" }).stdout
    : "";
  const version = /Version (\S+)/.exec(said)?.[1];
  return {
    name: "TypeScript",
    ok: version?.startsWith("7.") ?? false,
    found: version ?? "no compiler",
    mend: installPackages,
  };
}

function libraryFinding() {
  const unbuilt = workspacePackages()
    .map(({ path, manifest }) => manifest.main && join(path, manifest.main))
    .find((main) => main && !existsSync(main));
  return {
    name: "packages built",
    ok: !unbuilt,
    found: unbuilt ? `${unbuilt.slice(inRoot().length + 1)} is missing` : "all",
    mend: "npm run build",
  };
}

function* pythonFindings() {
  const python = findPython();
  const found = python.version ? `${python.program} ${python.version}` : python.problem;
  // Once `.venv` is made it runs without the Python on PATH.
  const optional = venvIsReady();
  yield { name: "Python", ok: Boolean(python.version), found, mend: installPython(), optional };
  if (python.version) {
    yield {
      name: "Python's venv",
      ok: python.venv,
      found: python.venv ? "there" : "no venv or ensurepip module",
      mend: installVenv(),
      optional,
    };
  }
  yield {
    name: ".venv",
    ok: optional,
    found: optional ? "as in setup/requirements.txt" : "not made, or for other versions",
    mend: learn,
  };
}

async function jupyterFinding() {
  const { code, output } = existsSync(venvPython)
    ? await runQuietly(venvPython, ["-m", "jupyterlab", "--version"])
    : { code: 1, output: "" };
  const version = /^\d+\.\d+\.\d+\S*$/m.exec(output)?.[0];
  return {
    name: "JupyterLab",
    ok: code === 0 && version !== undefined,
    found: version ?? "not installed",
    mend: learn,
  };
}

async function kernelFinding() {
  try {
    await checkKernel();
    return {
      name: "kernel starts",
      ok: true,
      found: `tslab ${readJson(inRoot("node_modules", "tslab", "package.json")).version}`,
    };
  } catch (error) {
    return {
      name: "kernel starts",
      ok: false,
      found: error.message.split(": run ")[0],
      mend: `${installPackages} && npm run build`,
    };
  }
}

function bwrapFinding() {
  const { status, stdout } = spawnSync("bwrap", ["--version"], { encoding: "utf8" });
  return {
    name: "bubblewrap",
    ok: status === 0,
    found: status === 0 ? stdout.trim() : "needed to grade a class only",
    mend: "`sudo apt-get install -y bubblewrap`",
    optional: true,
  };
}
