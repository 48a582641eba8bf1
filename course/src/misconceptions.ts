// What readers believe before they know better: misconceptions.yaml, whose comments such as `# 4` say which chapter confronts those below.
import type { Misconception } from "./chapter.ts";
import { isRecord, readYaml } from "./front-matter.ts";
import { failIn } from "./source-error.ts";

/** Reads the text of misconceptions.yaml. */
export function readMisconceptions(text: string): ReadonlyMap<string, Misconception> {
  const fail = failIn("course/misconceptions.yaml");
  const read = readYaml(text, 1, fail);
  if (!isRecord(read)) return fail(1, "expected lines of the form `M-1: what a reader would say`");
  const found = new Map<string, Misconception>();
  let chapter: string | undefined;
  for (const [index, row] of text.split("\n").entries()) {
    const group = /^#\s*(\d{1,2})\s*$/.exec(row)?.[1];
    if (group !== undefined) chapter = group.padStart(2, "0");
    const id = /^(\S+):/.exec(row)?.[1];
    if (id === undefined || row.startsWith("#")) continue;
    const says = read[id];
    if (!/^M-[1-9]\d*$/.test(id)) fail(index + 1, `expected an id such as M-3, got \`${id}\``);
    if (typeof says !== "string") return fail(index + 1, `expected \`${id}\` to be a text`);
    found.set(id, { says, line: index + 1, ...(chapter !== undefined && { chapter }) });
  }
  const missed = Object.keys(read).find((id) => !found.has(id));
  if (missed !== undefined)
    return fail(
      1,
      `expected \`${missed}\` at the start of a line, as in \`M-1: what a reader would say\``,
    );
  return found;
}
