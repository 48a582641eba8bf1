import { formatLine } from "../inspect/format.ts";
import { inspect, type InspectOptions } from "../inspect/inspect.ts";
import { formatTable } from "../inspect/table.ts";

export type Print = (stream: "out" | "error", text: string) => void;

/** What all consoles of one session share, so that a group begun in one cell goes on in the next. */
export class ConsoleState {
  indent = "";
  readonly counts: Map<string, number> = new Map();
  readonly timers: Map<string, number> = new Map();
}

const groupStep = "  ";

/** A console whose lines read as Node's do and go to `print`. */
export function makeConsole(print: Print, state: ConsoleState, options: InspectOptions): Console {
  const write = (stream: "out" | "error", text: string): void => {
    const { indent } = state;
    print(stream, indent === "" ? text : indent + text.replaceAll("\n", `\n${indent}`));
  };
  const out = (...values: unknown[]): void => write("out", formatLine(values, options));
  const error = (...values: unknown[]): void => write("error", formatLine(values, options));
  const group = (...values: unknown[]): void => {
    if (values.length > 0) out(...values);
    state.indent += groupStep;
  };
  const own = {
    log: out,
    info: out,
    debug: out,
    warn: error,
    error,
    trace: (...values: unknown[]) => error(`Trace: ${formatLine(values, options)}`),
    dir: (value: unknown, how: { depth?: number | null } = {}) =>
      write("out", inspect(value, { ...options, ...how, custom: false })),
    dirxml: out,
    table: (data: unknown, columns?: readonly string[]) => {
      const table = formatTable(data, columns);
      if (table === null) out(data);
      else write("out", table);
    },
    assert: (holds: unknown, ...values: unknown[]) => {
      if (holds) return;
      const [first, ...rest] = values;
      if (typeof first === "string") error(`Assertion failed: ${first}`, ...rest);
      else
        error(...(values.length === 0 ? ["Assertion failed"] : ["Assertion failed:", ...values]));
    },
    group,
    groupCollapsed: group,
    groupEnd: () => void (state.indent = state.indent.slice(groupStep.length)),
    count: (label: unknown = "default") => {
      const times = (state.counts.get(String(label)) ?? 0) + 1;
      state.counts.set(String(label), times);
      out(`${String(label)}: ${times}`);
    },
    countReset: (label: unknown = "default") => void state.counts.delete(String(label)),
    time: (label: unknown = "default") => void state.timers.set(String(label), performance.now()),
    timeLog: (label: unknown = "default", ...values: unknown[]) =>
      out(took(state, label), ...values),
    timeEnd: (label: unknown = "default") => {
      out(took(state, label));
      state.timers.delete(String(label));
    },
    clear: () => {},
  };
  return own as unknown as Console;
}

function took(state: ConsoleState, label: unknown): string {
  const from = state.timers.get(String(label)) ?? performance.now();
  return `${String(label)}: ${(performance.now() - from).toFixed(3)}ms`;
}
