import { describe, expect, test } from "vitest";
import { identityText } from "./identity-text.ts";
import { bench } from "./intake.fixture.ts";

const { put, take } = bench();

describe("identityText", () => {
  test("is calm when all is well", async () => {
    put("class/ada/a.ts", "");
    put("class/bob/a.ts", "");
    const { identities } = await take("class", { roster: "login\nada\nbob\n" });
    expect(identityText(identities)).toBe(
      "Read as a folder per student: 2 submissions. 2 of 2 students on the roster matched: everybody handed in, and everything has its student.\n",
    );
    const without = await take("class");
    expect(identityText(without.identities)).toBe(
      "Read as a folder per student: 2 submissions. Without a roster each is graded under the name found.\n",
    );
  });

  test("names each problem, the names, and what to do", async () => {
    for (const name of ["ada", "1", "Ann Lee", "Grace Hoper", "sam\u202e\n"])
      put(`class/${name}/a.ts`, "");
    put("class/.old/a.ts", "");
    const roster =
      "id,login,name\n1,ada,Ada Lovelace\n2,gh,Grace Hopper\n3,al,Ann Lee\n4,al2,Ann Lee\n5,zz,Zoë\n5,zz,Zoë\n";
    const { identities, submissions } = await take("class", { roster });
    expect(identityText(identities)).toMatchInlineSnapshot(`
      "Read as a folder per student: 5 submissions. 0 of 5 students on the roster matched.

      Could be more than one student (1)
        Ann Lee: may be Ann Lee (3) or Ann Lee (4)
      Graded under the name found, and given to nobody. Name the folder or file by the student's id or login, and grade again.

      Not on the roster (2)
        Grace Hoper: nearest Grace Hopper (2)
        sam\\u202e\\u000a: nobody is called alike
      Graded under the name found, and left out of the LMS's table. Name the folder or file as the roster does, or add the student to it, and grade again.

      More than once (2)
        Ada Lovelace (1): 1; ada
        Zoë: line 6: 5, zz, Zoë; line 7: 5, zz, Zoë
      Submissions are graded each by itself and given to nobody: keep one of them. Of the same rows of a roster the first counts.

      Handed in nothing (2)
        Grace Hopper (2)
        Zoë (5)
      On the roster, and nothing of theirs was found.

      Passed over (1)
        .old: is hidden
      Nobody's submission. Nothing of it was graded.
      "
    `);
    expect(submissions.map(({ student }) => student)).toEqual([
      "2",
      "5",
      "1 (2)",
      "Ann Lee",
      "Grace Hoper",
      "ada",
      "sam\\u202e\\u000a",
    ]);
  });

  test("is not flooded by many of one kind", () => {
    const missing = Array.from({ length: 100 }, (_, n) => `student ${n}`);
    const none = { unmatched: [], ambiguous: [], duplicates: [], passedOver: [] };
    const text = identityText({
      form: "canvas",
      matched: 0,
      found: 0,
      onRoster: 100,
      missing,
      ...none,
    });
    expect(text).toContain("Handed in nothing (100)\n");
    expect(text).toContain("  … and 60 more, in results.json\n");
  });
});
