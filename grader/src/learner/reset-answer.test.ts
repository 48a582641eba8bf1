import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { resetAnswer } from "./reset-answer.ts";
import { keepStub, keptStub } from "./stub-as-handed-out.ts";

let root: string;
let source: { folder: string; slug: string; stub: string };
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "headgate-reset-"));
  const stub = join(root, "exercises", "02-counter", "counter.ts");
  source = { folder: "02-counter", slug: "counter", stub };
  mkdirSync(dirname(stub), { recursive: true });
  writeFileSync(stub, "// TODO stub\n");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const at = new Date("2026-03-01T12:00:00Z");
const answer = (): string => readFileSync(source.stub, "utf8");

function git(...words: string[]): void {
  execFileSync("git", words, { cwd: root, stdio: "pipe" });
}

function commit(email: string, text: string): void {
  writeFileSync(source.stub, text);
  git("add", "exercises");
  git("-c", "user.name=x", "-c", `user.email=${email}`, "commit", "-qm", "x");
}

describe("resetAnswer", () => {
  test("puts back what is kept, and keeps what was written under a name of its own", () => {
    keepStub(root, source);
    for (const [text, name] of [
      ["mine", "02-counter-2026-03-01T12-00-00.ts"],
      ["mine again", "02-counter-2026-03-01T12-00-00-2.ts"],
    ] as const) {
      writeFileSync(source.stub, text);
      expect(resetAnswer(root, source, at)).toBe(
        `counter.ts is as it was handed out again. What you had is in .headgate/kept/${name}.`,
      );
      expect(answer()).toBe("// TODO stub\n");
      expect(readFileSync(join(root, ".headgate", "kept", name), "utf8")).toBe(text);
    }
    expect(resetAnswer(root, source, at)).toBe("counter.ts is as it was handed out already.");
  });

  test("puts back what a learner edition says, whatever was kept or committed since", () => {
    writeFileSync(source.stub, "half a // TODO\n");
    keepStub(root, source);
    const ofEdition = { ...source, handedOut: "// TODO as released\n" };
    expect(resetAnswer(root, ofEdition, at)).toContain("is as it was handed out again.");
    expect(answer()).toBe("// TODO as released\n");
    rmSync(join(root, ".headgate"), { recursive: true });
    keepStub(root, ofEdition);
    expect(existsSync(keptStub(root, source))).toBe(false);
  });

  test("keeps every byte, in whatever encoding it was saved", () => {
    keepStub(root, source);
    const latin1 = Buffer.from("// é\n", "latin1");
    writeFileSync(source.stub, latin1);
    resetAnswer(root, source, at);
    const kept = join(root, ".headgate/kept/02-counter-2026-03-01T12-00-00.ts");
    expect(readFileSync(kept)).toEqual(latin1);
  });

  test("makes a file that is gone anew, its folder too", () => {
    keepStub(root, source);
    rmSync(dirname(source.stub), { recursive: true });
    expect(resetAnswer(root, source, at)).toBe("counter.ts is as it was handed out again.");
    expect(answer()).toBe("// TODO stub\n");
  });

  test("changes nothing when nobody knows how it was handed out, nor when no copy can be kept", () => {
    writeFileSync(source.stub, "mine");
    keepStub(root, source);
    expect(resetAnswer(root, source, at)).toMatch(/^counter\.ts stays as it is: how it was/);
    mkdirSync(dirname(keptStub(root, source)), { recursive: true });
    writeFileSync(keptStub(root, source), "// TODO stub\n");
    writeFileSync(join(root, ".headgate", "kept"), "a file where a folder should be");
    expect(resetAnswer(root, source, at)).toMatch(/^counter\.ts stays as it is: /);
    expect(answer()).toBe("mine");
  });

  test("takes from git what somebody else committed last", () => {
    git("init", "-q");
    git("config", "user.email", "me@example.org");
    commit("course@example.org", "// TODO first\n");
    commit("course@example.org", "// TODO better\n");
    commit("me@example.org", "mine // TODO\n");
    keepStub(root, source);
    expect(existsSync(keptStub(root, source))).toBe(false);
    resetAnswer(root, source, at);
    expect(answer()).toBe("// TODO better\n");
  });

  test("takes the first that was committed where all is one's own", () => {
    git("init", "-q");
    git("config", "user.email", "me@example.org");
    commit("me@example.org", "// TODO first\n");
    commit("me@example.org", "mine // TODO\n");
    resetAnswer(root, source, at);
    expect(answer()).toBe("// TODO first\n");
  });
});
