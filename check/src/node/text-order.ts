import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** The slugs of the exercises in the order in which the chapters pose them; empty without chapters. */
export function textOrder(root: string): string[] {
  const folder = join(root, "course", "chapters");
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => /^\d\d-.*\.md$/.test(name));
  return files.sort().flatMap((name) => {
    const [, head = ""] =
      /^---\r?\n([\s\S]*?)\n---/.exec(readFileSync(join(folder, name), "utf8")) ?? [];
    return slugsIn(head);
  });
}

/** A chapter that is being written may be no YAML: whoever prints it says so, and this is an order only. */
function slugsIn(head: string): string[] {
  try {
    const { exercises } = (parse(head) ?? {}) as { exercises?: unknown };
    return Array.isArray(exercises) ? exercises.map(String) : [];
  } catch {
    return [];
  }
}
