import type { Place } from "../protocol.ts";

/** The name under which a cell's code is evaluated, and so the name in stacks. */
export function sourceNameOf(cell: number): string {
  return `cell-${cell}.js`;
}

// A browser that does not take the source's name into stacks calls it after the eval that made it.
const framePattern = /cell-(\d+)\.js:(\d+):\d+|> eval:(\d+):\d+/;

/** The places in cells that an error's stack passes through, innermost first; `fallback` is the running cell. */
export function placesOf(error: unknown, fallback: number): Place[] {
  const stack = error instanceof Error && typeof error.stack === "string" ? error.stack : "";
  const places: Place[] = [];
  for (const frame of stack.split("\n")) {
    const found = framePattern.exec(frame);
    if (found === null) continue;
    const [, cell, line, evaluated] = found;
    const place = { cell: Number(cell ?? fallback), line: Number(line ?? evaluated) };
    const last = places.at(-1);
    if (last?.cell !== place.cell || last.line !== place.line) places.push(place);
  }
  return places;
}

const stackLine = /^\s+at (?:async )?(?:(.*?) \()?([^()]*:\d+:\d+|<anonymous>|native)\)?$/;

/** A printed text in which the lines of a stack speak of cells; those within the page's own files are left out. */
export function readableFrames(text: string): string {
  if (!/^\s+at /m.test(text)) return text;
  const lines = text.split("\n").flatMap((line) => {
    const frame = stackLine.exec(line);
    if (frame === null) return [line];
    const place = framePattern.exec(line);
    if (place === null || place[1] === undefined) return [];
    const where = `cell ${place[1]}, line ${place[2]}`;
    return [frame[1] === undefined ? `    at ${where}` : `    at ${frame[1]} (${where})`];
  });
  return lines.join("\n");
}

/** The same as lines below an error's message, as Node prints a stack. */
export function frameLines(error: unknown, fallback: number): string[] {
  return placesOf(error, fallback).map(({ cell, line }) => `    at cell ${cell}, line ${line}`);
}
