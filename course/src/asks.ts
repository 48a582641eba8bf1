// What users of GenStage ask in public threads: asks.yaml says which chapter is to meet each.
import type { Ask } from "./chapter.ts";
import { Fields, isRecord, readYaml } from "./front-matter.ts";
import { failIn } from "./source-error.ts";

const path = "course/asks.yaml";
const fields = ["asks", "threads", "chapters"];

/** Reads the text of asks.yaml: `U-3: { asks: …, threads: […], chapters: […] }`. */
export function readAsks(text: string): ReadonlyMap<string, Ask> {
  const fail = failIn(path);
  const read = readYaml(text, 1, fail);
  if (!isRecord(read))
    return fail(1, "expected lines of the form `U-1:`, with what is asked below");
  const rows = text.split("\n");
  const lineOf = (id: string): number => rows.findIndex((row) => row.startsWith(`${id}:`)) + 1;
  return new Map(Object.entries(read).map(([id, ask]) => [id, readAsk(id, ask, lineOf(id))]));
}

function readAsk(id: string, ask: unknown, line: number): Ask {
  const say = (sentence: string): never => failIn(path)(line, `${id}: ${sentence}`);
  if (!/^U-[1-9]\d*$/.test(id)) say("expected an id such as U-3");
  if (!isRecord(ask)) return say(`expected ${fields.join(", ")}`);
  const unknown = Object.keys(ask).find((name) => !fields.includes(name));
  if (unknown !== undefined) say(`unknown field \`${unknown}\`; known are ${fields.join(", ")}`);
  const matter = new Fields(ask, say);
  const chapters = matter.list("chapters");
  if (chapters.length === 0) say("expected `chapters` to name the chapter that is to meet it");
  const odd = chapters.find((number) => !/^\d\d$/.test(number));
  if (odd !== undefined) say(`expected \`chapters\` to hold numbers such as [4], got \`${odd}\``);
  return { asks: matter.text("asks"), threads: matter.list("threads"), chapters, line };
}
