/*
 * What runs in each worker thread: it loads the user's module and gives its function one event after
 * the other. Each result is sent as soon as it is there, so that it is not lost when the thread ends
 * with a later event. Plain JavaScript, for a thread of Node 20 loads no TypeScript.
 */
import { parentPort } from "node:worker_threads";

const functions = new Map();

/**
 * Does one piece of work. Answers how many results it has sent, and where the function threw, or its
 * result cannot be sent, what went wrong.
 */
export async function work({ id, module, name, events, hasResults, hasClock, transfer }) {
  let count = 0;
  try {
    // Who has a time limit is told that the time begins.
    if (hasClock) parentPort.postMessage({ id, isResult: false });
    const run = functions.get(`${name} ${module}`) ?? (await load(module, name));
    for (const event of events) {
      let result = run(event);
      if (typeof result?.then === "function") result = await result;
      if (!hasResults) continue;
      send({ id, isResult: true, result }, transfer);
      count++;
    }
  } catch (error) {
    return { count, failure: plain(error) };
  }
  return { count };
}

function send(message, transfer) {
  try {
    parentPort.postMessage(message, transfer ? buffersOf(message.result) : []);
  } catch (error) {
    throw error?.name === "DataCloneError" ? new Failure("unsendable", error) : error;
  }
}

async function load(module, name) {
  let exported;
  try {
    const namespace = await import(module);
    exported = namespace[name] ?? namespace.default?.[name];
    if (typeof exported !== "function") {
      const names = Object.keys(namespace).join(", ");
      throw new TypeError(
        names === "" ? "it exports nothing" : `it exports ${names}; which of them is \`export\`?`,
      );
    }
  } catch (error) {
    throw new Failure("module", error);
  }
  functions.set(`${name} ${module}`, exported);
  return exported;
}

// --- What went wrong --------------------------------------------------------------------------

/** What went wrong is not the function's own error. */
class Failure {
  constructor(kind, cause) {
    this.kind = kind;
    this.cause = cause;
  }
}

/** A failure in a form that keeps what a clone of an error loses: its name, its own fields. */
function plain(error, depth = 4) {
  if (error instanceof Failure) return { kind: error.kind, cause: plain(error.cause) };
  if (!(error instanceof Error)) return { value: cloneable(error) };
  const fields = {};
  for (const key of Object.keys(error)) {
    if (!["name", "message", "stack", "cause"].includes(key)) fields[key] = cloneable(error[key]);
  }
  return {
    name: String(error.name),
    message: String(error.message),
    stack: ownFrames(String(error.stack)),
    ...(error.cause === undefined || depth === 0 ? {} : { cause: plain(error.cause, depth - 1) }),
    fields,
  };
}

function cloneable(value) {
  try {
    return structuredClone(value);
  } catch {
    return String(value);
  }
}

/** A stack without the frames of this file and of the pool, and without the text of a data: URL. */
function ownFrames(stack) {
  const lines = stack.split("\n");
  const end = lines.findIndex((line) => line.includes(import.meta.url));
  const own = end === -1 ? lines : lines.slice(0, end);
  return own.map((line) => line.replace(/data:\S{40,}?(:\d+:\d+)/, "data:…$1")).join("\n");
}

/** As `buffersOf` of buffers-of.ts, for one value: a thread of Node 20 cannot load that. */
function buffersOf(value) {
  const buffers = new Set();
  const take = (one) => {
    const buffer = ArrayBuffer.isView(one) ? one.buffer : one;
    if (!(buffer instanceof ArrayBuffer)) return false;
    if (buffer.byteLength === one.byteLength) buffers.add(buffer);
    return true;
  };
  if (typeof value === "object" && value !== null && !take(value)) {
    for (const field of Object.values(value)) take(field);
  }
  return [...buffers];
}
