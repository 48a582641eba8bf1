// The worker of one page: it runs the page's cells one after another, in one session.
import type { CellError } from "../../src/cell-error.ts";
import type { CompiledCell } from "../../src/compile-cell.ts";
import { headlineOf } from "../inspect/error.ts";
import { inspect } from "../inspect/inspect.ts";
import type { RunRequest, WorkerMessage } from "../protocol.ts";
import { Attribution, type TimerScope } from "./attribution.ts";
import { ConsoleState, makeConsole } from "./cell-console.ts";
import { frameLines, placesOf, readableFrames, sourceNameOf } from "./frames.ts";
import { OutputLimit } from "./output-limit.ts";
import { Session } from "./session.ts";

// The libraries of the page's cells; each is loaded when a cell first imports it.
const modules = {
  headgate: () => import("headgate"),
  "headgate/show": () => import("headgate/show"),
  "headgate/testing": () => import("headgate/testing"),
  "@headgate/quakes": () => import("@headgate/quakes"),
  "@headgate/check": async () => (await import("./check.ts")).checkModule(post),
};

const post = (message: WorkerMessage): void => globalThis.postMessage(message);
const attribution = new Attribution();
const session = new Session(modules);
const limit = new OutputLimit(post);
const consoleState = new ConsoleState();
const inspectOptions = { frames: (error: Error) => frameLines(error, attribution.active) };

function consoleOf(writer: number): Console {
  const print = (stream: "out" | "error", text: string): void => {
    const readable = stream === "error" ? readableFrames(text) : text;
    limit.print({ type: "print", cell: attribution.cellOf(writer), stream, text: readable });
  };
  return makeConsole(print, consoleState, inspectOptions);
}

// What the libraries see, and everything else that no cell's text names by its own `console`.
const anyConsole = consoleOf(-1);
const untouched = { ...anyConsole };

/** The console of one cell's text. Where somebody has replaced a method of the shared one, as checks do, it follows. */
function followingConsole(cell: number): Console {
  const own = consoleOf(cell) as unknown as Record<string, (...values: unknown[]) => void>;
  const shared = anyConsole as unknown as typeof own;
  const original = untouched as unknown as typeof own;
  const names = Object.keys(own);
  const methods = names.map((name) => [
    name,
    (...values: unknown[]) => (shared[name] === original[name] ? own : shared)[name]!(...values),
  ]);
  return Object.fromEntries(methods) as Console;
}

/** Says what was thrown, in the cell that it belongs to, with the place in the text. */
function report(error: unknown, cell: number, prefix = ""): void {
  const place = placeOf(error, cell);
  const text = messageOf(error);
  limit.print({
    type: "print",
    cell,
    stream: "error",
    text: prefix + text,
    ...(place && { place }),
  });
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return `Uncaught ${inspect(error, inspectOptions)}`;
  return error.name === "CellError" ? error.message : headlineOf(error);
}

function placeOf(error: unknown, cell: number): { cell: number; line: number } | undefined {
  const { line } = error as Partial<CellError>;
  if (error instanceof Error && error.name === "CellError" && line !== undefined) {
    return { cell, line };
  }
  return placesOf(error, cell)[0];
}

async function compiledOf(request: RunRequest): Promise<CompiledCell> {
  const { compiled } = request;
  if (compiled !== undefined && !session.isStale(compiled)) return compiled;
  // Only a text that the reader changed needs the compiler.
  const { compileCell } = await import("../../src/compile-cell.ts");
  return compileCell(request.source, session.names());
}

async function runCell(request: RunRequest): Promise<"finished" | "failed" | "missing"> {
  const { cell, answer } = request;
  const answerName = answer && sourceNameOf(answer.cell);
  limit.restart(cell);
  attribution.begin(cell);
  try {
    const undeclared = answerName && session.undeclared(answerName, answer.names);
    if (undeclared !== undefined) {
      post({ type: "missing", cell, name: undeclared, line: 1 });
      return "missing";
    }
    const compiled = await compiledOf(request);
    const missing = session.missing(compiled);
    if (missing !== undefined) {
      post({ type: "missing", cell, name: missing.name, line: missing.line });
      return "missing";
    }
    await session.preload(compiled);
    post({ type: "started", cell });
    const resume = (): void => void (attribution.active = cell);
    resume();
    const console = followingConsole(cell);
    const host = { console, resume };
    const value = await session.run(compiled, sourceNameOf(cell), host, answerName);
    resume();
    if (value !== undefined && value !== null) console.log(value);
    return "finished";
  } catch (error) {
    attribution.active = cell;
    report(error, cell);
    return "failed";
  } finally {
    attribution.end();
  }
}

let queue = Promise.resolve();

globalThis.addEventListener("message", ({ data }: MessageEvent<RunRequest>) => {
  queue = queue.then(async () => {
    const outcome = await runCell(data);
    post({ type: "done", cell: data.cell, outcome });
  });
});

globalThis.addEventListener("error", (event) => {
  event.preventDefault();
  report(event.error ?? event.message, attribution.active);
});

globalThis.addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  const [place] = placesOf(event.reason, attribution.active);
  report(event.reason, place?.cell ?? attribution.active, "Unhandled rejection: ");
});

/** Installs what cells see in place of the browser's own. */
function furnish(): void {
  const scope = globalThis as unknown as TimerScope & Record<string, unknown>;
  Reflect.set(Error, "stackTraceLimit", 50); // Deep enough to reach the cell through the library.
  attribution.watch(scope);
  scope["console"] = anyConsole;
  // A cell talks to the page alone. This keeps slips in, it is no wall: the code is the reader's own.
  for (const name of [
    "fetch",
    "XMLHttpRequest",
    "WebSocket",
    "EventSource",
    "importScripts",
    "indexedDB",
    "caches",
  ]) {
    Object.defineProperty(scope, name, { value: undefined, configurable: true });
  }
  const hook = (bundle: unknown, transient?: { display_id?: unknown }): void => {
    const id = transient?.display_id;
    limit.display({
      type: "display",
      cell: attribution.cellOf(-1),
      bundle: plainBundle(bundle),
      ...(typeof id === "string" && { id }),
    });
  };
  Reflect.set(globalThis, Symbol.for("headgate.display"), hook);
}

/** A display bundle without what cannot be sent to the page. */
function plainBundle(bundle: unknown): Record<string, string> {
  const entries = Object.entries(bundle ?? {});
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

furnish();
