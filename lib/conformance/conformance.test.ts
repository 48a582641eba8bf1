import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { corrected, readExceptions } from "./src/exceptions.ts";
import { readVectors } from "./src/read-vectors.ts";
import { runVector } from "./src/run.ts";

const vectors = readVectors(fileURLToPath(new URL("vectors", import.meta.url)));
const exceptions = readExceptions();

describe("vectors recorded from GenStage 1.3.2", () => {
  test.each(vectors.map((vector) => [vector.name, vector] as const))("%s", async (name, vector) => {
    expect(await runVector(corrected(vector, exceptions.get(name)))).toEqual([]);
  });
});

describe.each([
  { delivery: "eager" as const },
  { seed: 1 },
  { seed: 2 },
  { seed: 3, delivery: "eager" as const },
])("the same vectors with %j", (schedule) => {
  test("come to the same", async () => {
    const failed: string[] = [];
    for (const vector of vectors) {
      const wrong = await runVector(corrected(vector, exceptions.get(vector.name)), schedule);
      for (const difference of wrong) failed.push(`${vector.name}: ${difference}`);
    }
    expect(failed).toEqual([]);
  });
});

describe("exceptions", () => {
  test("name only vectors that exist, and the rule of a bug that PROTOCOL.md lists", () => {
    const names = new Set(vectors.map((vector) => vector.name));
    const rules = ["D-8", "B-8", "PT-10", "S-27", "PT-7", "I-9", "I-5", "R-9"];
    for (const [name, { rule }] of exceptions) {
      expect(names, name).toContain(name);
      expect(rules, name).toContain(rule);
    }
  });

  test("are needed: headgate does otherwise than the recording in each", async () => {
    for (const vector of vectors.filter(({ name }) => exceptions.has(name))) {
      expect(await runVector(vector), vector.name).not.toEqual([]);
    }
  });
});
