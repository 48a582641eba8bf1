import { spawn, type ChildProcess } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { vi } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const command = join(root, "grader", "dist", "check.js");
const ownPython = join(root, ".venv", "bin", "python");
const python = existsSync(ownPython) ? ownPython : "python3";
const pseudoTerminal = fileURLToPath(new URL("pseudo_terminal.py", import.meta.url));

/** A copy of the seven exercises of chapters 1 and 2, in which a watch may be let loose. */
export function copyOfCourse(): string {
  const course = mkdtempSync(join(tmpdir(), "headgate-watched-"));
  for (const folder of ["exercises", "solutions"]) {
    for (const name of readdirSync(join(root, folder)).filter((it) => !/^0[03-9]-/.test(it)))
      cpSync(join(root, folder, name), join(course, folder, name), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(course, "node_modules"), "junction");
  return course;
}

/** A watch that runs: what it shows, keys for it, and how it ends. */
export interface Watched {
  /** What is on the screen: the last drawing, without its marks. */
  screen(): string;
  /** Everything that it has written. */
  all(): string;
  /** Waits until the screen shows a text, wherever its lines are broken. */
  shows(text: string): Promise<void>;
  type(keys: string): void;
  resize(columns: number, rows: number): void;
  closeInput(): void;
  kill(signal: NodeJS.Signals): void;
  ended(): Promise<{ readonly code: number | null; readonly restored?: boolean }>;
}

const children = new Set<ChildProcess>();

/** Ends what a test that has failed has left running. */
export function endWatches(): void {
  for (const child of children) child.kill("SIGKILL");
  children.clear();
}

/** Starts `npm run check -- --watch` as built, in a terminal of 80 × 24 or with pipes. */
export function startWatch(course: string, args: string[], { terminal = true } = {}): Watched {
  const call = [process.execPath, command, "--watch", "--course", course, ...args];
  const [program = "", ...rest] = terminal ? [python, pseudoTerminal, "80", "24", ...call] : call;
  const env = { ...process.env, NO_COLOR: "1", TERM: "xterm" };
  const child = spawn(program, rest, { env, stdio: ["pipe", "pipe", "pipe"] });
  children.add(child);
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  const over = new Promise<number | null>((resolve) => {
    child.on("close", (code) => {
      children.delete(child);
      resolve(code);
    });
  });
  const screen = (): string => {
    const drawing = terminal ? (out.split("\u001b[H").at(-1) ?? "") : out;
    // oxlint-disable-next-line no-control-regex
    return drawing.replaceAll(/\u001b\[[?\d;]*[A-Za-z]/g, "").replaceAll("\r\n", "\n");
  };
  return {
    screen,
    all: () => out,
    shows: (text) =>
      vi.waitFor(
        () => {
          if (!unbroken(screen()).includes(unbroken(text)))
            throw new Error(`not there: ${text}\n${screen()}\n${err}`);
        },
        { timeout: 30_000, interval: 20 },
      ),
    type: (keys) => void child.stdin.write(keys),
    resize: (columns, rows) => void child.stdin.write(`\0${columns} ${rows}\0`),
    closeInput: () => void child.stdin.end(),
    kill: (signal) => {
      if (terminal) child.stdin.write(`\0${signal}\0`);
      else child.kill(signal);
    },
    async ended() {
      const code = await over;
      if (!terminal) return { code };
      return JSON.parse(err.trim().split("\n").at(-1) ?? "") as { code: number; restored: boolean };
    },
  };
}

function unbroken(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}
