import { createHash } from "node:crypto";

const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * A file name for a student's folder name that is harmless on every system: letters, digits, `.`, `_`, `-` and spaces
 * between them. When that changes the name, or another student has it, a few digits of a hash make it its own.
 */
export function feedbackName(student: string, taken: Set<string>): string {
  const plain = student
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}._ -]/gu, "_")
    .replace(/^[. -]+|[. ]+$/g, "_")
    .slice(0, 80);
  const isHarmless =
    plain === student && plain !== "" && !reserved.test(plain.replace(/\..*$/, ""));
  const hash = createHash("sha256").update(student).digest("hex").slice(0, 8);
  const hashed = `${plain || "student"}-${hash}`;
  let name = isHarmless ? plain : hashed;
  for (let n = 1; taken.has(name.toLowerCase()); n += 1) name = n === 1 ? hashed : `${hashed}-${n}`;
  taken.add(name.toLowerCase());
  return name;
}

/** The names of the feedback of a whole class, in its order. */
export function feedbackNames(students: readonly string[]): string[] {
  const taken = new Set<string>();
  return students.map((student) => feedbackName(student, taken));
}
