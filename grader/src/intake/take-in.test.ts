import { linkSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bench, filesOf, modesBelow, textsBelow } from "./intake.fixture.ts";
import { zipOf, zipOfTexts } from "./zip.fixture.ts";

const { folder, put, take } = bench();
const answer = "export const counter = 1;";

describe("a folder per student", () => {
  test("is graded where it lies; links, files and hidden folders are passed over and said", async () => {
    put("class/ada/week 1/counter.ts", answer);
    put("class/bob/counter.ts", answer);
    put("class/.git/config", "");
    put("class/.DS_Store", "");
    put("class/README.md", "");
    symlinkSync(join(folder(), "class/ada"), join(folder(), "class/eve"));
    const { submissions, identities } = await take("class");
    expect(submissions.map(({ student, attempts }) => [student, attempts[0]?.root])).toEqual([
      ["ada", join(folder(), "class/ada")],
      ["bob", join(folder(), "class/bob")],
    ]);
    expect(identities).toMatchObject({ form: "folders", found: 2, matched: 0, missing: [] });
    expect(identities.passedOver).toEqual([
      { path: ".git", why: "is hidden" },
      { path: "README.md", why: "lies beside the students' folders" },
      { path: "eve", why: "is a link, and links are not followed" },
    ]);
  });

  test("is not taken for a download because of one file's name", async () => {
    put("class/ada/counter.ts", answer);
    put("class/bob/counter.ts", answer);
    put("class/eve_12_34_counter.ts", answer);
    const taken = await take("class");
    expect(taken.identities.form).toBe("folders");
    expect(Object.keys(filesOf(taken))).toEqual(["ada", "bob"]);
  });

  test("holds attempts, the oldest first", async () => {
    for (const attempt of ["attempt-10", "attempt-2", "Attempt 1"])
      put(`class/ada/${attempt}/counter.ts`, answer);
    for (const time of ["2026-11-02T08:00:00Z", "2026-11-01T12-30-00"])
      put(`class/bob/${time}/counter.ts`, answer);
    put("class/eve/attempt-1/counter.ts", answer);
    put("class/eve/counter.ts", answer);
    put("class/joe/ps1/timestamp.txt", "2026-11-01 12:30:00.5 UTC\n");
    put("class/joe/ps1/counter.ts", answer);
    const { submissions } = await take("class");
    const labels = submissions.map(({ attempts }) => attempts.map(({ label }) => label));
    expect(labels).toEqual([
      ["Attempt 1", "attempt-2", "attempt-10"],
      ["2026-11-01T12-30-00", "2026-11-02T08:00:00Z"],
      ["the folder"],
      ["the folder"],
    ]);
    expect(submissions[1]!.attempts[1]!.handedInAt).toEqual(new Date("2026-11-02T08:00:00Z"));
    expect(submissions[2]!.notes).toEqual([expect.stringContaining("taken as one attempt")]);
    expect(submissions[3]!.attempts[0]!.handedInAt).toEqual(new Date("2026-11-01T12:30:00Z"));
  });

  test("may hold a zip, which is unpacked into a copy of the folder", async () => {
    put(
      "class/ada/work.zip",
      zipOfTexts({ "w/counter.ts": answer, "w/inner.zip": zipOfTexts({}) }),
    );
    put("class/ada/buffer.ts", answer);
    put("class/ada/essay.pdf", "");
    linkSync(put("secret.ts", "s"), join(folder(), "class/ada/hard.ts"));
    symlinkSync(put("secret2.ts", "s"), join(folder(), "class/ada/soft.ts"));
    const taken = await take("class");
    expect(filesOf(taken)).toEqual({ ada: [["buffer.ts", "work.zip/w/counter.ts"]] });
    const [{ attempts, notes }] = taken.submissions as [(typeof taken.submissions)[0]];
    expect(attempts[0]!.unreadable?.map(({ message, isOurs }) => [message, isOurs])).toEqual([
      ["ada/hard.ts is a hard link, and those are not followed; copy the submission.", true],
      ["ada/soft.ts is a link, and links are not followed; it was passed over.", false],
      ["ada/work.zip/w/inner.zip is a zip within a zip, and was not unpacked.", false],
    ]);
    expect(notes).toEqual(["1 file that can hold no answer was passed over (essay.pdf)."]);
  });
});

describe("loose files", () => {
  test.each<[string[], readonly string[], Record<string, string[][]>]>([
    [["ada_counter.ts", "ada_buffer.ts"], [], { ada: [["buffer.ts", "counter.ts"]] }],
    [["ada_lovelace_rate-limit.ts"], ["rate-limit"], { ada_lovelace: [["rate-limit.ts"]] }],
    [
      ["counter-ada.ts", "ada 02-buffer.ts"],
      ["counter", "buffer"],
      { ada: [["buffer.ts", "counter.ts"]] },
    ],
    [["ada.ts", "bob.ts"], ["counter"], { ada: [["counter.ts"]], bob: [["counter.ts"]] }],
    [["ada.ipynb", "bob_counter.ts"], ["counter"], { ada: [["ada.ipynb"]], bob: [["counter.ts"]] }],
    [["Ada_counter.ts", "ada_buffer.ts"], [], { Ada: [["buffer.ts", "counter.ts"]] }],
    [
      ["ada_counter.ts", "counter.ts", "ada_counter.test.ts"],
      ["counter"],
      { ada: [["counter.ts"]] },
    ],
  ])("%j belong to those they are named for", async (names, slugs, wanted) => {
    for (const name of names) put(`class/${name}`, answer);
    const taken = await take("class", { slugs });
    expect(taken.identities.form).toBe("files");
    expect(filesOf(taken)).toEqual(wanted);
  });

  test("a name that says no exercise is told, where there are several", async () => {
    put("class/ada.ts", answer);
    const { submissions } = await take("class", { slugs: ["counter", "buffer"] });
    expect(submissions[0]!.notes).toEqual([expect.stringContaining("which exercise it answers")]);
  });

  test("zips, one of them broken: it costs its student alone", async () => {
    put("class/ada.zip", zipOfTexts({ "counter.ts": answer, "../evil.ts": "x" }));
    put("class/bob.zip", zipOfTexts({ "counter.ts": answer }).subarray(0, 60));
    put("class/eve.zip", "no zip");
    const taken = await take("class");
    expect(filesOf(taken)).toEqual({ ada: [["ada.zip/counter.ts"]], bob: [[]], eve: [[]] });
    const problems = taken.submissions.map(({ attempts }) => attempts[0]!.unreadable?.[0]?.message);
    expect(problems).toEqual([
      "ada.zip/../evil.ts leads out of its folder (..); it was passed over.",
      expect.stringMatching(/^bob\.zip cannot be opened as a zip \(End of central/),
      expect.stringMatching(/^eve\.zip cannot be opened as a zip/),
    ]);
  });
});

describe("an input as a whole", () => {
  test.each<[string, () => string, RegExp]>([
    ["nothing", () => "none", /^Expected .*none to be a folder or a zip, and there is nothing/],
    [
      "an empty folder",
      () => (mkdirSync(join(folder(), "none")), "none"),
      /a folder per student.*got nothing\.$/,
    ],
    ["rubbish", () => (put("class/a.pdf", ""), "class"), /got 1 file \(a\.pdf\)\.$/],
    [
      "no zip",
      () => (put("class.zip", "PK"), "class.zip"),
      /class\.zip to be a folder.*and it cannot be opened as a zip \(.*\); download it again\.$/,
    ],
    [
      "another archive",
      () => (put("class.tar.gz", "x"), "class.tar.gz"),
      /cannot be opened as a zip/,
    ],
    [
      "a zip cut short",
      () => (put("c.zip", zipOfTexts({ "a/b.ts": answer }).subarray(8)), "c.zip"),
      /cannot be/,
    ],
    [
      "more loose files than folders",
      () => (put("class/ada/a.ts", ""), put("class/b_c.ts", ""), put("class/d_c.ts", ""), "class"),
      /got 1 folder \(ada\) and 2 files \(b_c\.ts, d_c\.ts\)\.$/,
    ],
  ])("%s: one sentence", async (_what, make, message) => {
    const input = make();
    await expect(take(input)).rejects.toThrow(
      expect.objectContaining({ name: "CliError", message: expect.stringMatching(message) }),
    );
  });

  test("a zip of a folder per student, with a folder around it", async () => {
    put(
      "hw1.zip",
      zipOfTexts({
        "hw1/ada/counter.ts": answer,
        "hw1/bob/x/counter.ts": answer,
        "__MACOSX/hw1/._ada": "",
      }),
    );
    const taken = await take("hw1.zip");
    expect(filesOf(taken)).toEqual({ ada: [["counter.ts"]], bob: [["x/counter.ts"]] });
    put("other.zip", zipOfTexts({ "hw1/ada/counter.ts": answer }));
    const known = await take("other.zip", { roster: "name\nada\n" });
    expect(known.identities.matched).toBe(1);
  });

  test("nothing is written but below scratch, to be read by us alone", async () => {
    const names = ["../a.ts", "/b.ts", "C:/c.ts", "d\\..\\e.ts", "ada/../../f.ts"];
    const good = ["ada/counter.ts", "ada/\u202eg.ts"].map((name) => ({ name, data: answer }));
    const bad = names.map((name) => ({ name, data: answer }));
    const link = { name: "ada/link.ts", data: "../../../a.ts", mode: 0o120777 };
    put("class.zip", zipOf([...bad, ...good, link]));
    put("beside/ada.zip", zipOf([...bad, link]));
    const outside = (): unknown => [
      readdirSync(folder(), { recursive: true }).filter((path) => !`${path}`.startsWith("scratch")),
      Object.entries(textsBelow(folder())).filter(([path]) => !path.startsWith("scratch")),
    ];
    const before = outside();
    const { identities, submissions } = await take("class.zip");
    await take("beside");
    expect(outside()).toEqual(before);
    const scratch = join(folder(), "scratch");
    expect(Object.keys(textsBelow(scratch))).toEqual(["00001/_g.ts", "00001/counter.ts"]);
    expect(new Set(modesBelow(scratch))).toEqual(new Set([0o600]));
    expect(textsBelow(join(folder(), "scratch-2"))).toEqual({});
    expect(identities.passedOver.map(({ path }) => path)).toEqual([...names, "ada/link.ts"]);
    expect(submissions.map(({ student }) => student)).toEqual(["ada"]);
    expect(submissions[0]!.attempts[0]!.unreadable?.map(({ message }) => message)).toEqual([
      "ada/link.ts is a link, and links are not followed; it was passed over.",
    ]);
  });

  test("one run of bytes under many names is counted under each", async () => {
    const names = Array.from({ length: 40 }, (_, n) => `${n}.ts`);
    const data = Buffer.alloc(2_000_000, "x");
    const entries = names.map((name, n) => ({ name, data, method: 0, sharesData: n > 0 }));
    put("class/ada.zip", zipOf(entries));
    put("class/bob.zip", zipOfTexts({ "counter.ts": answer }));
    const { submissions } = await take("class");
    const [ada, bob] = submissions.map(({ attempts }) => attempts[0]!);
    expect(Object.keys(textsBelow(ada!.root))).toHaveLength(32);
    expect(ada!.unreadable).toHaveLength(8);
    expect(Object.keys(textsBelow(bob!.root))).toEqual(["bob.zip/counter.ts"]);
  });

  test("a file that may not be read costs itself, and is named", async () => {
    put("class/ada_counter.ts", answer);
    writeFileSync(join(folder(), "class/bob_counter.ts"), "");
    linkSync(join(folder(), "class/bob_counter.ts"), join(folder(), "other"));
    const { submissions } = await take("class");
    expect(submissions.map(({ attempts }) => attempts[0]!.unreadable?.length ?? 0)).toEqual([0, 1]);
  });
});
