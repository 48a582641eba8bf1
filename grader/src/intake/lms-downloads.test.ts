import { describe, expect, test } from "vitest";
import { bench, filesOf, textsBelow } from "./intake.fixture.ts";
import { zipOfTexts } from "./zip.fixture.ts";

const { put, take } = bench();
const answer = "export const counter = 1;";

const canvasRoster = `Student,ID,SIS User ID,SIS Login ID,Section,Counter (55)
,,,,,Manual Posting
    Points Possible,,,,,10
"Lovelace, Ada",1001,s1,ada,A,
"Hopper, Grace",1002,s2,grace,A,
"O'Brien-Smith, Ann",1003,s3,ann,A,
"Student, Test",1999,,f00,A,
`;
const moodleRoster = `\ufeffIdentifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,Last modified (submission),Last modified (grade),Feedback comments
Participant 501,Ada Lovelace,ada@x.org,Submitted for grading - ,,10.00,Yes,"Sunday, 1 November 2026, 2:14 PM",-,
Participant 502,Grace Hopper,grace@x.org,Submitted for grading - 3 mins late - ,,10.00,Yes,"Sunday, November 1, 2026, 3:00 PM",-,
Participant 503,Ann Smith,ann@x.org,No submission,,10.00,Yes,-,-,
`;

describe("Canvas's download", () => {
  const files = {
    "lovelaceada_1001_9001_counter-1.ts": answer,
    "lovelaceada_1001_9002_buffer.ts": answer,
    "hoppergrace_LATE_1002_9003_work.zip": zipOfTexts({ "counter.ts": answer }),
    "obriensmithann_1003_9004_2024_01_counter.ts": answer,
    "studenttest_1999_9005_counter.ts": answer,
    "hoppergrace_1002_text.html": "",
    "strangereve_1004_9006_counter.ts": answer,
    "anon_a1B2c_9007_counter.ts": answer,
  };

  test.each(["zip", "folder"])(
    "as a %s: by user id, with the names the students gave",
    async (kind) => {
      if (kind === "zip") put("s.zip", zipOfTexts(files));
      else for (const [name, text] of Object.entries(files)) put(`s/${name}`, text);
      const taken = await take(kind === "zip" ? "s.zip" : "s", { roster: canvasRoster });
      expect(filesOf(taken)).toEqual({
        "1001": [["buffer.ts", "counter.ts"]],
        "1002": [["work.zip/counter.ts"]],
        "1003": [["2024_01_counter.ts"]],
        anon_a1B2c: [["counter.ts"]],
        strangereve: [["counter.ts"]],
      });
      expect(taken.submissions[1]!.attempts[0]!.isLate).toBe(true);
      expect(taken.identities).toMatchObject({
        form: "canvas",
        matched: 3,
        found: 5,
        onRoster: 3,
        missing: [],
      });
      expect(taken.identities.unmatched.map(({ found }) => found)).toEqual([
        "anon_a1B2c",
        "strangereve",
      ]);
      const passedOver = taken.identities.passedOver.map(({ path, why }) => `${path} ${why}`);
      expect(passedOver).toEqual([
        "hoppergrace_1002_text.html is typed text or a web address, and no file",
        "studenttest_1999_9005_counter.ts is Canvas's test student",
        "roster, line 7: Student, Test, 1999, f00 is Canvas's test student",
      ]);
    },
  );

  test("a name that a student chose takes nobody's grade", async () => {
    put("s/victimvera_1002_1001_9001_counter.ts", answer);
    put("s/lovelaceada_1002_1001_9001_1002_9_counter.ts", answer);
    put("s/hoppergrace_1002_9002_1001_9_counter.ts", answer);
    const { identities, submissions } = await take("s", { roster: canvasRoster });
    expect(identities.matched).toBe(0);
    expect(identities.ambiguous.map(({ found }) => found)).toEqual([
      "hoppergrace",
      "lovelaceada",
      "victimvera",
    ]);
    for (const { candidates } of identities.ambiguous)
      expect([...candidates].sort()).toEqual(["Hopper, Grace (1002)", "Lovelace, Ada (1001)"]);
    // Theirs may be among them: that is no zero.
    expect(submissions.map(({ student }) => student)).toEqual([
      "1003",
      "hoppergrace",
      "lovelaceada",
      "victimvera",
    ]);
  });

  test("another LMS's words in a student's file name change nothing", async () => {
    put("s/lovelaceada_1001_1_x_7_assignsubmission_file_counter.ts", answer);
    put("s/hoppergrace_1002_2_a_eve_attempt_2026-11-01-12-30-00_counter.ts", answer);
    put("s/obriensmithann_1003_3_counter.ts", answer);
    const { identities } = await take("s", { roster: canvasRoster });
    expect(identities).toMatchObject({ form: "canvas", matched: 3 });
  });

  test("two uploads of one name: the one without a number, else the last", async () => {
    put("s/lovelaceada_1001_1_counter.ts", "plain");
    put("s/lovelaceada_1001_2_counter-1.ts", "later");
    put("s/hoppergrace_1002_1_counter-1.ts", "first");
    put("s/hoppergrace_1002_2_counter-2.ts", "last");
    const { submissions } = await take("s", { roster: canvasRoster });
    const texts = submissions.slice(0, 2).map(({ attempts }) => textsBelow(attempts[0]!.root));
    expect(texts).toEqual([
      { "counter.ts": "plain", "counter-1.ts": "later" },
      { "counter.ts": "last", "counter-1.ts": "first" },
    ]);
    expect(submissions[0]!.notes).toHaveLength(1);
  });

  test("a group's name under a student's id is told; without a roster, names do", async () => {
    put("s/teamrocket_1001_9001_counter.ts", answer);
    const { submissions, identities } = await take("s", { roster: canvasRoster });
    expect(identities.matched).toBe(1);
    expect(submissions[0]!.notes).toEqual([expect.stringContaining("a group's work")]);
    expect(filesOf(await take("s"))).toEqual({ teamrocket: [["counter.ts"]] });
  });
});

describe("Moodle's download", () => {
  test("folders, as a zip: by participant, with the time of the worksheet", async () => {
    put(
      "s.zip",
      zipOfTexts({
        "Ada Lovelace_501_assignsubmission_file_/src/counter.ts": answer,
        "Ada Lovelace_501_assignsubmission_onlinetext_/onlinetext.html": "",
        "Grace Hopper_502_assignsubmission_file/counter.ts": answer,
      }),
    );
    const taken = await take("s.zip", { roster: moodleRoster });
    expect(filesOf(taken)).toEqual({
      "501": [["src/counter.ts"]],
      "502": [["counter.ts"]],
      "503": [],
    });
    expect(taken.submissions[0]!.attempts[0]!.handedInAt).toEqual(new Date(2026, 10, 1, 14, 14));
    expect(taken.submissions[1]!.attempts[0]).toMatchObject({
      isLate: true,
      handedInAt: new Date(2026, 10, 1, 15),
    });
    expect(taken.identities).toMatchObject({
      form: "moodle",
      matched: 2,
      missing: ["Ann Smith (503)"],
    });
    expect(taken.identities.passedOver[0]!.why).toBe("is typed text, and no file");
  });

  test("files without folders, unpacked; what a student calls a file counts for nothing", async () => {
    put("s/Ada Lovelace_501_assignsubmission_file_x_502_assignsubmission_file_counter.ts", answer);
    put("s/Ada Lovelace_501_assignsubmission_file_buffer.ts", answer);
    const taken = await take("s", { roster: moodleRoster });
    expect(filesOf(taken)["501"]).toEqual([
      ["buffer.ts", "x_502_assignsubmission_file_counter.ts"],
    ]);
    expect(taken.identities.matched).toBe(1);
  });

  test("a group's number is no participant's; another worksheet's is matched by name, and told", async () => {
    put("s/Team Rocket_501_assignsubmission_file_/counter.ts", answer);
    put("s/Hopper Grace_777_assignsubmission_file_/counter.ts", answer);
    const { identities, submissions } = await take("s", { roster: moodleRoster });
    expect(identities.ambiguous).toEqual([
      { found: "Team Rocket", candidates: ["Ada Lovelace (501)"] },
    ]);
    expect(submissions[0]).toMatchObject({
      student: "502",
      notes: [expect.stringContaining("another assignment's worksheet")],
    });
  });

  test("blind marking: participants without names", async () => {
    put("s/Participant_501_assignsubmission_file_/counter.ts", answer);
    const roster = "Identifier,Status,Grade\nParticipant 501,,\nTeilnehmer/in502,,\n";
    const taken = await take("s", { roster });
    expect(filesOf(taken)).toEqual({ "501": [["counter.ts"]], "502": [] });
  });
});

describe("Blackboard's download", () => {
  const roster =
    "Last Name,First Name,Username,Student ID\nLovelace,Ada,ada_l,7\nHopper,Grace,grace,8\n";
  const files = {
    "Lab_1_ada_l_attempt_2026-11-02-08-00-00.txt": "Name: Grace Hopper (grace)",
    "Lab_1_ada_l_attempt_2026-11-02-08-00-00_counter.ts": "second",
    "Lab_1_ada_l_attempt_2026-11-01-12-30-00.txt": "",
    "Lab_1_ada_l_attempt_2026-11-01-12-30-00_my_counter.ts": "first",
    "Lab_1_grace_attempt_2026-11-01-12-30-00_x_ada_l_attempt_2026-11-01-12-30-00_c.ts": "forged",
    "notes.docx": "",
  };

  test("attempts in order, by username, whatever the files say", async () => {
    put("s.zip", zipOfTexts(files));
    const taken = await take("s.zip", { roster });
    expect(filesOf(taken)).toEqual({
      "7": [["my_counter.ts"], ["counter.ts"]],
      "8": [["x_ada_l_attempt_2026-11-01-12-30-00_c.ts"]],
    });
    expect(taken.submissions[0]!.attempts[1]).toMatchObject({
      label: "attempt 2026-11-02-08-00-00",
      handedInAt: new Date(2026, 10, 2, 8),
    });
    expect(taken.identities).toMatchObject({ form: "blackboard", matched: 2, missing: [] });
    expect(taken.identities.passedOver).toEqual([
      { path: "notes.docx", why: "is not named as Blackboard names a submission" },
    ]);
  });

  test("without a roster the username is what is behind the assignment's name", async () => {
    put("s.zip", zipOfTexts(files));
    const { submissions } = await take("s.zip");
    expect(submissions.map(({ student }) => student)).toEqual(["ada_l", "grace"]);
  });

  test("two usernames that fit are not chosen between", async () => {
    put("s/Lab_ada_l_attempt_2026-11-01-12-30-00_counter.ts", answer);
    const { identities } = await take("s", { roster: "login\nada_l\nl\n" });
    expect(identities.ambiguous).toEqual([{ found: "Lab_ada_l", candidates: ["l", "ada_l"] }]);
  });
});
