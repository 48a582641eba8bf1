import { keyCount } from "./scenario.ts";

/*
 * An event is a text that tells who made it, which of its maker's events it is, and its key:
 * "b7/2" is the seventh of stage b, of key 2. A hash that rewrites puts a star behind it.
 */

export function eventOf(stage: string, number: number, key: number): string {
  return `${stage}${number}/${key % keyCount}`;
}

export function keyOf(event: unknown): number {
  return Number(/\/(\d)/.exec(String(event))?.[1] ?? 0);
}

/** The event as its maker made it. */
export function original(event: unknown): unknown {
  return typeof event === "string" ? event.replace("*", "") : event;
}

/** The stage that made it. */
export function makerOf(event: unknown): string {
  return String(event)[0] ?? "";
}
