// The process in which one submission runs. Orders come as JSON lines on stdin, replies leave on descriptor 3.
// It holds `headgate` and the quakes and nothing of the checks: no expected value, no `expect`, no file.
import { Buffer } from "node:buffer";
import { writeSync } from "node:fs";
import { Script } from "node:vm";
import * as quakes from "@headgate/quakes";
import * as headgate from "headgate";
import * as show from "headgate/show";
import { evaluateBeside, printedPage, thrown, type Reply } from "@headgate/check/beside";
import type { Line, Order } from "./messages.ts";

// Taken before anything is loaded: a submission that replaces a built-in must not stop us from replying.
const { parse, stringify } = JSON;
const { exit } = process;
const host = process;

const lib = { ...headgate, ...quakes };
const importable: Record<string, unknown> = {
  headgate,
  "headgate/show": show,
  "@headgate/quakes": quakes,
  // A cell may check itself; here that does nothing, and nothing is shown.
  "@headgate/check": { check: async (): Promise<void> => {} },
};

let exports: unknown;
let failCurrent: ((error: unknown) => void) | undefined;
let page = printedPage();

function say(line: Line): void {
  let rest = Buffer.from(`${stringify(line)}\n`);
  while (rest.length > 0) rest = rest.subarray(writeSync(3, rest));
}

async function obey(order: Order): Promise<void> {
  page = printedPage();
  const failed = new Promise<Reply>((resolve) => {
    failCurrent = (error) => resolve(thrown(error));
  });
  const work =
    order.op === "load" ? load(order.code) : evaluateBeside(exports, lib, order.evaluation);
  const reply = await Promise.race([work, failed]);
  failCurrent = undefined;
  say({ id: order.id, reply: { ...reply, console: page.text() } as Reply });
}

async function load(code: string): Promise<Reply | { outcome: "loaded" }> {
  try {
    const wrapped = `(async function (headgateModule, importMeta, deliver) {"use strict";\n${code}\n})`;
    // A script of its own, and no way for it to import: `import()` inside fails.
    const run = new Script(wrapped, { filename: "answer.js" }).runInThisContext() as (
      module: (name: string) => unknown,
      importMeta: object,
      deliver: (answer: unknown) => void,
    ) => Promise<void>;
    await run(
      (name) => importable[name],
      {},
      (answer) => (exports = answer),
    );
    return { outcome: "loaded" };
  } catch (error) {
    return thrown(error);
  }
}

/** What only Node has is gone: an answer sees here what it sees in a page. The wall is not this, but the process. */
function hideHost(): void {
  const hidden = [
    "process",
    "Buffer",
    "global",
    "fetch",
    "Request",
    "Response",
    "Headers",
    "FormData",
    "WebSocket",
  ];
  hidden.push(
    "EventSource",
    "navigator",
    "Worker",
    "BroadcastChannel",
    "require",
    "module",
    "CloseEvent",
    "localStorage",
  );
  for (const name of hidden) Reflect.deleteProperty(globalThis, name);
  for (const method of ["log", "info", "warn", "error", "debug"] as const) {
    console[method] = (...items) => page.print(...items);
  }
}

host.on("uncaughtException", (error) => {
  page.print("Uncaught:", error);
  failCurrent?.(error);
});
host.on("unhandledRejection", (reason) => page.print("Unhandled rejection:", reason));

let waiting = "";
const input = host.stdin.setEncoding("utf8");
input.on("data", (chunk: string) => {
  waiting += chunk;
  for (let end = waiting.indexOf("\n"); end !== -1; end = waiting.indexOf("\n")) {
    const line = waiting.slice(0, end);
    waiting = waiting.slice(end + 1);
    void obey(parse(line) as Order);
  }
});
input.on("end", () => exit.call(host, 0));
hideHost();
say({ id: 0, ready: true });
