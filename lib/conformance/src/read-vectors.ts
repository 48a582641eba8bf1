import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Vector } from "./vector.ts";

/** The vectors of every `.json` file in a folder, by file name. Throws one sentence if there are none. */
export function readVectors(folder: string): readonly Vector[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Error(`There is no folder ${folder}: give --vectors a folder of vector files`);
  }
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  if (files.length === 0) throw new Error(`There is no .json file in ${folder}`);
  return files.sort().flatMap((name) => {
    let vectors: unknown;
    try {
      vectors = JSON.parse(readFileSync(join(folder, name), "utf8"));
    } catch (error) {
      throw new Error(`${join(folder, name)} is not JSON: ${(error as Error).message}`);
    }
    if (!Array.isArray(vectors))
      throw new Error(`${join(folder, name)} is not an array of vectors`);
    return vectors as Vector[];
  });
}
