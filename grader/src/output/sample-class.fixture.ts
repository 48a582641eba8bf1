import type { CheckResult, Verdict } from "@headgate/check/engine";
import type { Roster, RosterStudent } from "../intake/intake.ts";
import type { ExerciseResult, Results, StudentResult } from "../class/results.ts";
import { feedbackNames } from "./feedback-name.ts";

/** A check that failed, or as you say. */
export function sampleCheck(more: Partial<CheckResult> = {}): CheckResult {
  return {
    id: "visible-1",
    name: "hands out what was asked for",
    hidden: false,
    verdict: "wrong",
    points: 0,
    max: 2,
    message: "no",
    console: "",
    ms: 1,
    ...more,
  };
}

/** An exercise that was graded, its points summed from its checks unless you say otherwise. */
export function sampleExercise(
  slug: string,
  checks: readonly CheckResult[],
  more: Partial<ExerciseResult> = {},
): ExerciseResult {
  const earned = checks.reduce((sum, { points }) => sum + points, 0);
  const max = checks.reduce((sum, check) => sum + check.max, 0);
  const source = `${slug}.ts`;
  const whole = { slug, source, seed: 1, earned, max, repeated: false, checks, penalty: 0 };
  const { override, penalty = 0 } = more;
  return { ...whole, points: override?.points ?? earned - penalty, ...more };
}

/** A student with these exercises. */
export function sampleStudent(
  student: string,
  exercises: readonly ExerciseResult[],
  more: Partial<StudentResult> = {},
): StudentResult {
  const isWhole = exercises.every(({ points }) => points !== null);
  return {
    student,
    name: student,
    feedback: student,
    attempt: student,
    lateDays: 0,
    notes: [],
    unreadable: [],
    points: isWhole ? exercises.reduce((sum, { points }) => sum + (points ?? 0), 0) : null,
    max: exercises.reduce((sum, { max }) => sum + max, 0),
    exercises,
    ...more,
  };
}

/** The results of these students. */
export function sampleResults(
  students: readonly StudentResult[],
  more: Partial<Results> = {},
): Results {
  const feedback = feedbackNames(students.map(({ student }) => student));
  return {
    format: "headgate-results",
    version: 2,
    settings: {
      wall: "namespaces",
      wallPromises: "no network, no files, no other processes",
      timeLimitMs: 2000,
      heapMb: 256,
      seed: 1,
      late: "10%/day",
      due: "2026-11-20T23:00:00.000Z",
    },
    identities: {
      form: "canvas",
      matched: students.length,
      unmatched: [],
      ambiguous: [],
      duplicates: [],
      missing: [],
      passedOver: [],
    },
    exercises: (students[0]?.exercises ?? []).map(({ slug, max }) => ({
      slug,
      title: `The ${slug.replaceAll("-", " ")}`,
      max,
    })),
    students: students.map((it, index) => ({ ...it, feedback: feedback[index]! })),
    files: [],
    ...more,
  };
}

/** A table as a roster: the student's key stands in the column `key`. */
export function sampleRoster(
  form: Roster["form"],
  table: readonly (readonly string[])[],
  students: readonly RosterStudent[],
  keyColumn: number,
): Roster {
  const rowOf = new Map(
    students.map(({ key }) => [key, table.findIndex((row) => row[keyColumn] === key)]),
  );
  const none = { handedIn: new Map(), duplicates: [], setAside: [] };
  return { path: "roster.csv", form, students, table, delimiter: ",", rowOf, ...none };
}

/** Texts that mean harm where a reader takes them for more than text. */
export const hostileTexts = [
  "<script>fetch('https://evil.example/x');alert(1)</script>",
  `"><img src=x onerror="alert(2)"><svg onload=alert(3)>`,
  "</style></title><iframe src='https://evil.example'></iframe><base href='https://evil.example/'>",
  "javascript:alert(4) [link](javascript:alert(5)) ![p](https://evil.example/p.png) <https://evil.example>",
  '=HYPERLINK("https://evil.example","x")',
  "＝cmd|' /C calc'!A0",
  "@SUM(1)\t\r\n\n## a heading\n\n    code\n\n- item\n1. one\n\n| a | b |\n| - | - |",
  "`code` ``` ~~~ $x$ &lt;b&gt; &#60;b&#62; www.evil.example mail@evil.example https://evil.example",
  "\u001b[2J\u0007\u0000\u202etxt.exe\u2028\u200b\ufffe\uffff\ud800 ]]> <![CDATA[ <!-- --> <?php",
  "-1+1",
];

const words = ["demand", "buffer", "event", "batch", "order", "cancel", "limit", "stage", "feed"];
const first = ["Ada", "Bela", "Chidi", "Dana", "Emil", "Fatima", "Goran", "Hana", "Ines", "Jun"];
const last = ["Okafor", "Nilsson", "Ruiz", "Sato", "Keller", "Haddad", "Novak", "Ivanova"];

/** A whole class, the same for the same numbers; every kind of trouble is in it. */
export function sampleClass(count: number, exerciseCount: number, isHostile = false): Results {
  let state = 7;
  const chance = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const students = Array.from({ length: count }, (_, index): StudentResult => {
    const evil = isHostile ? ` ${hostileTexts[index % hostileTexts.length]}` : "";
    const name = `${first[index % 10]} ${last[(index * 3) % 8]}${evil}`;
    const skill = 0.35 + 0.65 * chance();
    const isMissing = index % 23 === 22;
    const lateDays = index % 9 === 4 ? 1 + (index % 3) : 0;
    const exercises = Array.from({ length: exerciseCount }, (__, number) =>
      graded(number, { skill, chance, isMissing, lateDays, evil, index }),
    );
    return sampleStudent(`${isHostile ? evil.trim() : "s"}${1000 + index}`, exercises, {
      name,
      lateDays: isMissing ? 0 : lateDays,
      ...(isMissing ? {} : { handedInAt: `2026-11-2${index % 3}T12:0${index % 6}:00.000Z` }),
      ...(index % 40 === 6 && { comment: `Come and see me.${evil}` }),
      ...(index % 30 === 3 && { unreadable: [`week1.ipynb is no notebook.${evil}`] }),
      notes: index % 7 === 1 ? [`Passed over: a link ${evil}`] : [],
      ...(isMissing && { attempt: undefined as never }),
    });
  }).map(({ attempt, ...it }) => (attempt === undefined ? it : { ...it, attempt }));
  return sampleResults(students, { identities: identities(isHostile) });
}

interface Given {
  readonly skill: number;
  readonly chance: () => number;
  readonly isMissing: boolean;
  readonly lateDays: number;
  readonly evil: string;
  readonly index: number;
}

function graded(number: number, given: Given): ExerciseResult {
  const { skill, chance, isMissing, lateDays, evil, index } = given;
  const slug = `${words[number % 9]}-${words[(number * 2 + 1 + Math.floor(number / 9)) % 9]}`;
  const isOurs = index === 11 && number === 1;
  const isAbsent = isMissing || chance() < 0.04;
  const checks = Array.from({ length: 9 }, (_, place): CheckResult => {
    const hidden = place > 4;
    const isRight = chance() < skill - place * 0.05 + 0.15;
    const verdict = verdictOf(isAbsent, isOurs && place === 8, isRight, chance());
    const id = hidden ? `hidden-${place - 4}` : `visible-${place + 1}`;
    const name = `${words[place]} is handed on in ${words[(place + number) % 9]}`;
    const points = verdict === "correct" ? 1 : 0;
    return {
      ...sampleCheck({ id, name, hidden, verdict, points, max: 1, ms: 2 + 30 * chance() ** 4 }),
      ...failureOf(verdict, Math.floor(3 * chance()), evil),
    };
  });
  const penalty = isAbsent ? 0 : Math.min(lateDays * 0.9, checks.filter(isCorrect).length);
  const late = Math.round(penalty * 100) / 100;
  return sampleExercise(slug, checks, {
    penalty: isOurs ? 0 : late,
    ...(isAbsent && { source: null }),
    ...(isOurs && { earned: null, points: null }),
    ...(index % 50 === 8 &&
      number === 0 && { override: { points: 7, reason: `By mouth.${evil}` } }),
  });
}

const isCorrect = ({ verdict }: CheckResult): boolean => verdict === "correct";

function verdictOf(isAbsent: boolean, isOurs: boolean, isRight: boolean, dice: number): Verdict {
  if (isAbsent) return "not submitted";
  if (isOurs) return "internal";
  if (isRight) return "correct";
  const [kinds, at] = [["time", "memory", "error", "error", "refused", "not run"], dice * 40];
  return (kinds[Math.floor(at)] as Verdict | undefined) ?? "wrong";
}

function failureOf(verdict: Verdict, kind: number, evil: string): Partial<CheckResult> {
  if (verdict === "correct") return { message: "", console: evil };
  if (verdict === "not submitted") return { message: "Nothing was handed in for this exercise." };
  if (verdict !== "wrong") return { message: `It ended with \`${verdict}\`.${evil}` };
  const got = ["[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]", "[]", "undefined"][kind]!;
  return {
    message: ["You emit more than was asked for", "You emit nothing", "You return nothing"][kind]!,
    expected: "[0, 1, 2]",
    got: `${got}${evil}`,
    input: `{ demand: 3 }${evil}`,
    console: `asked for 3${evil}\n`,
    hint: "Look at what `handleDemand` is given.",
  };
}

function identities(isHostile: boolean): Results["identities"] {
  const evil = isHostile ? hostileTexts.join(" ") : "";
  return {
    form: "canvas",
    matched: 190,
    unmatched: [{ found: `jonny_b${evil}`, nearest: ["Jon Bell", `John Bello${evil}`] }],
    ambiguous: [{ found: `li_wei${evil}`, candidates: ["s1004", "s1017"] }],
    duplicates: [{ student: "s1003", found: ["s1003_late.zip", `s1003.zip${evil}`] }],
    missing: ["s1022", "s1045"],
    passedOver: [{ path: `__MACOSX${evil}`, why: "It is what a Mac adds to an archive." }],
  };
}
