import { fork } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export interface SessionRequest {
  readonly kind: "run" | "compile";
  readonly code: string;
}

export interface Diagnostic {
  /** In the cell, from 0. */
  readonly line: number;
  readonly message: string;
}

/** What one cell gave. */
export interface CellResult {
  /** The cell compiled and did not throw. */
  ok: boolean;
  stdout: string;
  stderr: string;
  /** What the cell threw, as `Name: message`. */
  thrown?: string;
  /** MIME bundles in the order in which they were displayed. */
  displays: Record<string, string>[];
  diagnostics: Diagnostic[];
  /** Promises that were rejected and that nobody handled. A notebook would say nothing of them. */
  rejections: string[];
}

/** A session of tslab: cells run one after another and see each other's declarations. */
export interface Session {
  run(code: string): Promise<CellResult>;
  /** Compiles with tslab's compiler, without running. A session either compiles or runs. */
  compile(code: string): Promise<CellResult>;
  close(): void;
}

export interface SessionOptions {
  /** The built child: tests give their own. @default beside this file */
  readonly program?: string;
  /** How long a cell may take. Unit: milliseconds. @default 60000 */
  readonly timeoutMs?: number;
}

/** Starts a session in `notebooks/` of the repository, where Jupyter starts its kernel. */
export function openSession(root: string, options: SessionOptions = {}): Session {
  const {
    program = fileURLToPath(new URL("./tslab-session.js", import.meta.url)),
    timeoutMs = 60_000,
  } = options;
  const child = fork(program, {
    cwd: join(root, "notebooks"),
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let complaint = "";
  child.stderr?.on("data", (data: Buffer) => (complaint += data.toString()));

  const ask = (request: SessionRequest): Promise<CellResult> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        child.kill("SIGKILL");
        reject(new Error(`this cell did not end within ${timeoutMs / 1000} s`));
      }, timeoutMs);
      const ended = (): void => {
        clearTimeout(timer);
        reject(
          new Error(
            `the session ended while this cell ran${complaint === "" ? "" : `: ${complaint.trim()}`}`,
          ),
        );
      };
      child.once("exit", ended);
      child.once("message", (answer: CellResult) => {
        clearTimeout(timer);
        child.off("exit", ended);
        resolve(answer);
      });
      child.send(request);
    });

  return {
    run: (code) => ask({ kind: "run", code }),
    compile: (code) => ask({ kind: "compile", code }),
    close: () => void child.kill(),
  };
}
