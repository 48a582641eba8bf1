// The steps of `npm test` in order: `{ name, what, slow, run }`; run answers `{ code, output }`.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { buildWorkspace } from "./build.mjs";
import { runQuietly } from "./child.mjs";
import { findChromium, requireChromium } from "./chromium.mjs";
import { compiler, projects } from "./compile.mjs";
import { isLearnerEdition } from "./edition.mjs";
import { cloneEnvironment } from "./environment.mjs";
import { ensureKernel } from "./kernel-check.mjs";
import { registerKernel } from "./kernel-spec.mjs";
import { ensurePackages } from "./npm.mjs";
import { ensureVenv } from "./venv.mjs";
import { inRoot, shown } from "./workspace.mjs";

const module = (...path) => inRoot("node_modules", ...path);
const passed = { code: 0, output: "" };

// In a learner edition exercises are solved in place: what learners write there is held to no rule of ours.
const isTheirs = isLearnerEdition();
const lintBut = isTheirs ? ["--ignore-pattern", "exercises/**"] : [];
const formatBut = isTheirs ? [".", "!exercises/**"] : [];

/** Every step; the end-to-end steps are found by their files, so that none is left out. */
export function testSteps() {
  return [
    { name: "set-up", what: "npm packages as in package-lock.json", run: setUp },
    { name: "toolchain", what: "the compiler is TypeScript 7", run: toolchain },
    { name: "build", what: "every workspace package compiles and bundles", run: build },
    {
      name: "types",
      what: "what the build does not compile type-checks: tests, exercises, page code",
      run: types,
    },
    {
      name: "lint",
      what: "oxlint with types",
      run: () => node(module("oxlint", "bin", "oxlint"), "--type-aware", ...lintBut),
    },
    {
      name: "format",
      what: "oxfmt",
      run: () => node(module("oxfmt", "bin", "oxfmt"), "--check", ...formatBut),
    },
    {
      name: "unit",
      what: "vitest: units, conformance, exercises, grader",
      run: () => vitest("vitest.config.ts"),
    },
    {
      name: "notebooks",
      what: "notebooks are what the chapters print",
      run: () => node(inRoot("course", "dist", "build.js"), "--check"),
    },
    {
      name: "jupyter",
      what: "JupyterLab and its kernel can be set up",
      slow: true,
      run: setUpJupyter,
    },
    ...endToEndSteps(),
  ];
}

async function setUp() {
  await ensurePackages();
  return passed;
}

async function setUpJupyter() {
  await ensureVenv();
  registerKernel();
  await ensureKernel();
  requireChromium();
  return passed;
}

async function toolchain() {
  const { code, output } = await node(compiler, "-v");
  return /^Version 7\./m.test(output)
    ? passed
    : { code: code || 1, output: `Expected TypeScript 7, got ${output}` };
}

async function build() {
  await buildWorkspace();
  return passed;
}

/** What the build does not compile: tests, exercises, page code. Every tsconfig that is no part of the build is checked. */
async function types() {
  const built = new Set([...projects(), inRoot("tsconfig.json"), inRoot("tsconfig.base.json")]);
  if (isTheirs) built.add(inRoot("exercises", "tsconfig.json"));
  const configs = filesBelow(inRoot(), /^tsconfig.*\.json$/).filter((config) => !built.has(config));
  const results = [];
  for (const config of configs) results.push(await node(compiler, "-p", config, "--noEmit"));
  const failed = results.filter(({ code }) => code !== 0);
  return {
    code: failed.length === 0 ? 0 : 1,
    output: failed.map(({ output }) => output).join("\n"),
  };
}

function endToEndSteps() {
  const groups = new Map();
  for (const path of filesBelow(inRoot(), /\.e2e\.test\.ts$/)) {
    const [folder] = shown(path).split("/");
    const name = folder === "checks" ? path.match(/([^/\\]+)\.e2e\.test\.ts$/)[1] : `${folder}-e2e`;
    groups.set(name, [...(groups.get(name) ?? []), shown(path)]);
  }
  // The clone comes last, for it takes longest and fails for whatever fails above.
  const names = [...groups.keys()].toSorted(
    (a, b) => (a === "clone") - (b === "clone") || a.localeCompare(b),
  );
  return names.map((name) => ({
    name,
    what: groups.get(name).join(", "),
    slow: true,
    run: () => vitest("vitest.e2e.config.ts", ...groups.get(name)),
  }));
}

/** The files below a folder with such a name, but for what is installed or built. */
function filesBelow(folder, name) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return /^(node_modules|dist.*|\..*)$/.test(entry.name) ? [] : filesBelow(path, name);
    return name.test(entry.name) ? [path] : [];
  });
}

function vitest(config, ...files) {
  return node(module("vitest", "vitest.mjs"), "run", "--config", config, ...files);
}

function node(program, ...args) {
  const chromium = findChromium();
  const env = cloneEnvironment({ NO_COLOR: "1", ...(chromium && { CHROMIUM: chromium }) });
  delete env.FORCE_COLOR;
  return runQuietly(process.execPath, [program, ...args], { env });
}
