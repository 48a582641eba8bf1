// Starts JupyterLab of `.venv` on the loopback address and ends it again.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync } from "node:fs";
import { endWithUs, lastLines } from "./child.mjs";
import { cloneEnvironment } from "./environment.mjs";
import { loopback } from "./ports.mjs";
import { venvPython } from "./venv.mjs";
import { inRoot, root, SetupError, shown } from "./workspace.mjs";

/** The first chapter's notebook, relative to the root; undefined where there is none. */
export function firstNotebook() {
  const names = readdirSync(inRoot("notebooks")).filter((name) => /^\d+-.*\.ipynb$/.test(name));
  const first = names.toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))[0];
  return first && `notebooks/${first}`;
}

/**
 * Starts JupyterLab; answers `{ address, ended, stop }` once it answers at its address. `ended` resolves when it has
 * ended: with one sentence where nobody wished it, with undefined where the reader shut it down in the page.
 */
export async function startJupyter(port) {
  const token = randomBytes(16).toString("hex");
  mkdirSync(inRoot(".cache", "jupyter"), { recursive: true });
  const logPath = inRoot(".cache", "jupyter", `server-${port}.log`);
  const log = openSync(logPath, "w");
  // In a process group of its own, so that Ctrl-C reaches us alone and we end it in order.
  const child = spawn(venvPython, ["-m", "jupyterlab", ...serverOptions(port)], {
    cwd: root,
    env: cloneEnvironment({ JUPYTER_TOKEN: token }),
    stdio: ["ignore", log, log],
    detached: true,
  });
  endWithUs(child);
  closeSync(log);
  let over = false;
  const exit = new Promise((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.on("exit", (code, signal) => resolve(signal ?? code));
  }).finally(() => (over = true));
  const stop = () => endInOrder(child, exit);
  const origin = `http://${loopback}:${port}`;
  await answers(`${origin}/api/status?token=${token}`, () => over, logPath).catch(async (error) => {
    await stop();
    throw error;
  });
  const notebook = firstNotebook();
  return {
    address: `${origin}/lab${notebook ? `/tree/${notebook}` : ""}?token=${token}`,
    ended: exit.then((how) => endingSentence(how, logPath)),
    stop,
  };
}

function endingSentence(how, logPath) {
  return how === 0
    ? undefined
    : `JupyterLab ended by itself (${how}); its log is ${shown(logPath)}.`;
}

function serverOptions(port) {
  return [
    "--no-browser",
    ...(process.getuid?.() === 0 ? ["--allow-root"] : []),
    `--ServerApp.ip=${loopback}`,
    `--ServerApp.port=${port}`,
    "--ServerApp.port_retries=0",
    `--ServerApp.root_dir=${root}`,
  ];
}

async function answers(address, isOver, logPath) {
  const since = performance.now();
  while (performance.now() - since < 90_000 && !isOver()) {
    const answer = await fetch(address).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  const why = isOver() ? "ended at once" : "does not answer";
  throw new SetupError(
    `JupyterLab ${why}; the end of its log, ${shown(logPath)}:\n${lastLines(readFileSync(logPath, "utf8"), 8)}`,
  );
}

/** SIGTERM lets Jupyter end its kernels; what is still there after 8 s is ended by force. */
async function endInOrder(child, exit) {
  child.kill("SIGTERM");
  const late = setTimeout(() => {
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      child.kill("SIGKILL"); // There are no process groups on Windows.
    }
  }, 8000);
  await exit;
  clearTimeout(late);
}
