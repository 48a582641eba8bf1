// The grading of a class as an instructor calls it: what it says, what it leaves alone, and where it writes.
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { zipOfTexts } from "../src/intake/zip.fixture.ts";

const course = fileURLToPath(new URL("../..", import.meta.url));
const script = join(course, "grader", "dist", "grade.js");
const answer = readFileSync(join(course, "solutions/02-counter/counter.ts"), "utf8");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headgate-command-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

function grade(...words: string[]): { code: number | null; out: string; error: string } {
  const env = { ...process.env, TMPDIR: join(folder, "system-temp") };
  mkdirSync(env.TMPDIR, { recursive: true });
  const args = [script, ...words];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    env,
    encoding: "utf8",
  });
  return { code: status, out: stdout, error: stderr };
}

const read = (path: string): string => readFileSync(join(folder, path), "utf8");
const roster =
  '\ufeffStudent,ID,SIS Login ID,Section,Other (1),Headgate (2)\r\n"    Points Possible",,,,10.00,\r\n';

test("--identify unpacks in the course and leaves nothing anywhere", () => {
  put("class.zip", zipOfTexts({ "ada/counter.ts": answer, "ben/counter.ts": answer }));
  for (const wanted of [/^Read as a folder per student: 2 submissions/, /no zip|as a zip/]) {
    const { out, error } = grade("class.zip", "--identify");
    expect(out + error).toMatch(wanted);
    put("class.zip", "no zip");
  }
  expect(readdirSync(folder).sort()).toEqual(["class.zip", "system-temp"]);
  expect(readdirSync(join(folder, "system-temp"))).toEqual([]);
  const left = readdirSync(join(course, ".cache")).filter((it) => it.startsWith("intake-"));
  expect(left).toEqual([]);
});

test("fills Canvas's gradebook in place, says when it was due, and loses nobody for --student", () => {
  put("class.zip", zipOfTexts({ "adal_1_11_counter.ts": answer, "benb_2_12_Counter.ts": answer }));
  put("g.csv", `${roster}"L, Ada",1,ada,A,=1+1,\r\n"B, Ben",2,ben,A,007,\r\n`);
  const call = ["class.zip", "--roster", "g.csv", "--out", "out", "--only", "counter"];
  const first = grade(...call, "--due", "2026-12-01T18:00+02:00");
  expect(first.out).toContain("\nDue 2026-12-01 18:00 +02:00.\n");
  expect(first.error).toContain(
    '"2" (B, Ben): Counter.ts may answer counter, but is not called counter.ts',
  );
  expect(first.code).toBe(1);
  const filled = `${roster}"L, Ada",1,ada,A,=1+1,6\r\n"B, Ben",2,ben,A,007,0\r\n`;
  expect(read("out/canvas.csv")).toBe(filled);
  expect(read("out/adjustments.yaml")).toContain("\n# students:\n#   1:\n");
  const one = grade(...call, "--student", "1");
  expect(one.out).toContain("OUT now has the results of 1 student and not of the other 1;");
  expect(grade(...call).out).toContain("2 of 2 gradings came from the journal");
  expect(read("out/canvas.csv")).toBe(filled);
});

test("an instructor may speak of everybody on the roster, also of whom it is not clear what is theirs", () => {
  for (const name of ["Ada L", "ada"]) put(`class/${name}/counter.ts`, answer);
  put("list.csv", "id,name,login\n1,Ada L,ada\n2,Ben B,ben\n");
  put("words.yaml", 'students:\n  "1": { comment: Hello }\n  "2": { comment: Where were you? }\n');
  const call = ["class", "--roster", "list.csv", "--out", "out", "--only", "counter"];
  const { code, error } = grade(...call, "--adjustments", "words.yaml");
  expect(code).toBe(1);
  expect(error).toContain('What words.yaml says of "1" does not count yet');
  put("words.yaml", 'students:\n  "3": { comment: Hello }\n');
  const wrong = grade(...call, "--adjustments", "words.yaml");
  expect(wrong.error).toMatch(/^words\.yaml:2: There is no student "3"; /);
  expect([wrong.code, wrong.out]).toEqual([2, ""]);
});

test("a folder that cannot be made is a wrong call, and nothing is left of it", () => {
  put("class/ada/counter.ts", answer);
  put("file", "");
  const { code, error } = grade("class", "--out", "file/out");
  expect([code, error]).toEqual([
    2,
    "file/out cannot be written to (ENOTDIR); choose another folder for --out.\n",
  ]);
  expect(existsSync(join(folder, "out"))).toBe(false);
});
