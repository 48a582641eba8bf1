import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What a learner edition, the course without solutions and hidden checks, knows of its exercises, by slug. */
export interface Edition {
  readonly hiddenChecks: Readonly<Record<string, number>>;
  readonly stubs: Readonly<Record<string, string>>;
}

/** Reads the `edition.json` that makes a folder a learner edition; undefined where the folder is none. */
export function editionIn(root: string): Edition | undefined {
  try {
    const { edition, hiddenChecks, stubs } = JSON.parse(
      readFileSync(join(root, "edition.json"), "utf8"),
    ) as Partial<Edition> & { readonly edition?: unknown };
    return edition === "learner" && hiddenChecks && stubs ? { hiddenChecks, stubs } : undefined;
  } catch {
    return undefined;
  }
}
