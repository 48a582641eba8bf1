// One notebook session without Jupyter: a child process that compiles and runs cells with tslab's own converter and executor, as
// tslab's kernel does. It answers each message of its parent with what the cell gave. Its folder must be notebooks/.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import type * as Converter from "tslab/dist/converter.js";
import type * as Executor from "tslab/dist/executor.js";
import type { CellResult, Diagnostic, SessionRequest } from "./session.ts";

const require = createRequire(pathToFileURL(`${process.cwd()}/`));
const converter: typeof Converter = require("tslab/dist/converter.js");
const executor: typeof Executor = require("tslab/dist/executor.js");
const jupyter: { lastWriteDisplayData: unknown } = require("tslab/dist/jupyter.js");

const node = converter.createConverter({ isJS: false, isBrowser: false });
let printed = empty();
let declared = "";

process.stdout.write = (text: string | Uint8Array) => put("stdout", text);
process.stderr.write = (text: string | Uint8Array) => put("stderr", text);
jupyter.lastWriteDisplayData = ({ data }: { data: Record<string, string> }) =>
  void printed.displays.push(data);
Reflect.set(globalThis, Symbol.for("headgate.display"), (bundle: Record<string, string>) => {
  if (bundle["text/html"] === undefined) console.log(bundle["text/plain"]);
  else printed.displays.push(bundle);
});
process.on("unhandledRejection", (reason) => printed.rejections.push(sentenceOf(reason)));

const session = executor.createExecutor(
  process.cwd(),
  { node, browser: node, close: () => node.close() },
  { log: console.log, error: reportError },
);

process.on("message", (request: SessionRequest) => {
  void answer(request).then((result) => process.send?.(result));
});
process.on("disconnect", () => process.exit(0));

async function answer({ kind, code }: SessionRequest): Promise<CellResult> {
  if (kind === "compile") return compile(code);
  printed = empty();
  const ok = await session.execute(code);
  // A rejection that nobody handles is reported in the next turn.
  await new Promise((done) => setTimeout(done, 0));
  return { ...printed, ok };
}

/** Compiles without running; later cells see what this one declares. */
function compile(code: string): CellResult {
  const { diagnostics, declOutput } = node.convert(declared, code);
  if (diagnostics.length === 0) declared = declOutput ?? "";
  const found = diagnostics.map(({ start, messageText }) => ({
    line: start.line,
    message: messageText,
  }));
  return { ...empty(), diagnostics: found, ok: diagnostics.length === 0 };
}

/** The executor's own reports: the compiler's findings, or what the cell threw. */
function reportError(first: unknown, ...rest: unknown[]): void {
  if (first === "%s%d:%d - %s") {
    const [, line, , message] = rest;
    const found: Diagnostic = { line: Number(line) - 1, message: String(message) };
    printed.diagnostics.push(found);
  } else {
    printed.stderr += `${sentenceOf(first)}\n`;
    printed.thrown = sentenceOf(first);
  }
}

function sentenceOf(error: unknown): string {
  const { name, message } = (error ?? {}) as { name?: unknown; message?: unknown };
  return typeof name === "string" && typeof message === "string"
    ? `${name}: ${message}`
    : String(error);
}

function put(stream: "stdout" | "stderr", text: string | Uint8Array): boolean {
  printed[stream] += typeof text === "string" ? text : new TextDecoder().decode(text);
  return true;
}

function empty(): Omit<CellResult, "ok"> {
  return { stdout: "", stderr: "", displays: [], diagnostics: [], rejections: [] };
}
