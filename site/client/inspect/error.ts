import { className } from "./class-name.ts";
import type { Context } from "./context.ts";

/**
 * An error's headline, and below it where it was thrown. Node prints its stack there; we print the lines of
 * cells alone, since everything else in a browser's stack is the page's own code. Without any, the headline
 * stands in brackets, as Node has it for an error without a stack.
 */
export function formatError(
  context: Context,
  error: Error,
  name: string | null,
  tag: string,
): string {
  const headline = headlineOf(error, name, tag);
  const frames = context.frames(error);
  const text = frames.length === 0 ? `[${headline}]` : [headline, ...frames].join("\n");
  return text.replaceAll("\n", `\n${" ".repeat(context.indent)}`);
}

/** `RangeError: the message`: the error's name, or its class where the class gave it none. */
export function headlineOf(error: Error, name: string | null = className(error), tag = ""): string {
  const called = typeof error.name === "string" && error.name !== "" ? error.name : "Error";
  const shown = called === "Error" && name !== null ? name : called;
  const message = typeof error.message === "string" ? error.message : "";
  return `${shown}${tag === "" ? "" : ` [${tag}]`}${message === "" ? "" : `: ${message}`}`;
}
