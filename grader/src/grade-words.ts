import { join } from "node:path";
import { visibleControls } from "@headgate/check/engine";
import { gradingSummary } from "./class/grading-summary.ts";
import type { Journal } from "./class/journal.ts";
import type { Results, StudentResult } from "./class/results.ts";
import type { JailYard } from "./jail/jail-yard.ts";

/** Says what is going to be graded, and how well the answers are locked in. */
export function tellStart(
  students: number,
  exercises: number,
  { words, missing }: Pick<JailYard, "words" | "missing">,
): void {
  console.log(`${count(students, "student")}, ${count(exercises, "exercise")}.`);
  console.log(`Each answer runs in ${words}.`);
  for (const reason of missing) console.log(`  No stronger wall: ${reason}.`);
}

const interruptions = new Set([129, 130, 143]);

/** Says how to go on, should the process be ended by a signal before `done` is called. */
export function tellWhenInterrupted(
  journal: Pick<Journal, "size">,
  isFresh: boolean,
): { done(): void } {
  const tell = (code: number): void => {
    if (!interruptions.has(code)) return;
    const same = isFresh ? "the same command without --fresh" : "the same command again";
    console.error(
      `\n${count(journal.size, "grading")} kept: give ${same} and it goes on from here.`,
    );
  };
  process.once("exit", tell);
  return { done: () => void process.off("exit", tell) };
}

/** Says what came out, and what somebody must look at. */
export function tellEnd(
  out: string,
  { students }: Results,
  known: number,
  notes: readonly string[],
): void {
  for (const student of students) {
    for (const sentence of student.unreadable)
      console.error(`${called(student)}: ${shownLine(sentence)}`);
  }
  const empty = students.filter(
    ({ exercises, unreadable }) =>
      unreadable.length === 0 && exercises.every(({ source }) => source === null),
  );
  const failed = students.filter(({ points }) => points === null);
  if (empty.length > 0) console.log(`Nothing to grade from: ${names(empty)}.`);
  if (failed.length > 0)
    console.log(
      `Not fully graded, by our own fault, and left empty in every table: ${names(failed)}.`,
    );
  for (const note of notes) console.log(shownLine(note));
  const gradings = students.flatMap(({ exercises }) => exercises);
  console.log(gradingSummary(gradings, known));
  console.log(`Begin with ${join(out, "dashboard.html")}; everything else lies beside it.`);
}

/** Says whom an instructor's word does not reach yet, for it is not sure which work is theirs. */
export function tellUnclear(file: string, students: readonly string[]): void {
  if (students.length === 0) return;
  const whom = students.map(quoted).join(", ");
  console.error(
    `What ${file} says of ${whom} does not count yet: which work is theirs is not clear (who is who follows).`,
  );
}

/** Says what an earlier grading wrote to OUT and is not there any more, for this one was about a part of the class. */
export function tellPart(students: { readonly of: number; readonly now: number }): void {
  if (students.now === students.of) return;
  console.log(
    `OUT now has the results of ${count(students.now, "student")} and not of the other ${students.of - students.now}; ` +
      "the same command without --student has them all, and runs nothing again that was graded.",
  );
}

const shown = 10;

function names(students: readonly StudentResult[]): string {
  const first = students.slice(0, shown).map(called);
  const more = students.length - shown;
  return `${first.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** A student's key, which the other tables have, and the name where that is another. */
function called({ student, name }: StudentResult): string {
  return name === student ? quoted(student) : `${quoted(student)} (${shownLine(name)})`;
}

/** Names come from folders and files, and a terminal obeys what is hidden in them. */
function quoted(name: string): string {
  return shownLine(JSON.stringify(name));
}

function shownLine(text: string): string {
  return visibleControls(text).replaceAll("\n", " ");
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
