// The clone's own Python environment with JupyterLab, in `.venv/`.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lastLines, runQuietly } from "./child.mjs";
import { findPython } from "./python.mjs";
import { inRoot, root, SetupError } from "./workspace.mjs";

export const venv = inRoot(".venv");
export const venvPython =
  process.platform === "win32" ? join(venv, "Scripts", "python.exe") : join(venv, "bin", "python");
const requirements = inRoot("setup", "requirements.txt");
const pipInstall = ["-m", "pip", "install", "--quiet", "--progress-bar", "off", "--retries", "2"];
const stampPath = join(venv, "headgate.txt");

/** Whether `.venv` holds exactly what setup/requirements.txt names, for this folder. */
export function venvIsReady() {
  return (
    existsSync(venvPython) && existsSync(stampPath) && readFileSync(stampPath, "utf8") === stamp()
  );
}

/** Makes `.venv` and installs JupyterLab in it, where that is not done yet; throws one sentence. */
export async function ensureVenv() {
  if (venvIsReady()) return "already there";
  const python = findPython();
  if (python.problem) throw new SetupError(`${python.problem}.`);
  if (!(await works(venvPython))) {
    rmSync(venv, { recursive: true, force: true });
    const made = await runQuietly(python.program, ["-m", "venv", venv]);
    if (made.code !== 0) {
      rmSync(venv, { recursive: true, force: true });
      throw new SetupError(
        `\`${python.program} -m venv .venv\` failed: ${lastLines(made.output, 1)}`,
      );
    }
  }
  // JupyterLab runs a CommonJS file of its own with node: it must not inherit our "type": "module".
  writeFileSync(join(venv, "package.json"), '{ "type": "commonjs" }\n');
  const { code, output } = await runQuietly(venvPython, [...pipInstall, "-r", requirements]);
  if (code !== 0) throw new SetupError(pipSentence(output));
  writeFileSync(stampPath, stamp());
  return `installed with Python ${python.version}`;
}

function stamp() {
  const hash = createHash("sha256").update(readFileSync(requirements)).update(root).digest("hex");
  return `${hash}\n`;
}

async function works(python) {
  return existsSync(python) && (await runQuietly(python, ["-m", "pip", "--version"])).code === 0;
}

function pipSentence(output) {
  if (
    /NewConnectionError|Connection refused|Name or service not known|Temporary failure in name|getaddrinfo|ConnectTimeout|Network is unreachable|ProxyError/.test(
      output,
    )
  ) {
    return "The Python package index cannot be reached.";
  }
  const error =
    output
      .split("\n")
      .filter((line) => line.startsWith("ERROR"))
      .at(-1) ?? lastLines(output, 1);
  return `pip could not install JupyterLab: ${error.replace(/^ERROR: /, "")}`;
}
