// Runs a program to its end without showing its output.
import { spawn } from "node:child_process";
import { cloneEnvironment } from "./environment.mjs";
import { root } from "./workspace.mjs";

const running = new Set();

// Whoever ends us, Ctrl-C or a crash, ends what we started.
process.on("exit", () => {
  for (const child of running) child.kill("SIGTERM");
});

/** Ends a child with us, should we end before it does. */
export function endWithUs(child) {
  running.add(child);
  child.on("exit", () => running.delete(child));
}

/** Answers `{ code, output }`, the output of both streams as it came; code 127 where it could not be started. */
export function runQuietly(
  program,
  args,
  { cwd = root, env = cloneEnvironment(), shell = false } = {},
) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, shell, stdio: ["ignore", "pipe", "pipe"] });
    endWithUs(child);
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text) => (output += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (output += text));
    child.on("error", (error) => resolve({ code: 127, output: error.message }));
    child.on("close", (code, signal) =>
      resolve({ code: code ?? 1, output: signal ? `${output}\nended by ${signal}` : output }),
    );
  });
}

/** The last lines of a long output. */
export function lastLines(output, count) {
  return output.trimEnd().split("\n").slice(-count).join("\n");
}
