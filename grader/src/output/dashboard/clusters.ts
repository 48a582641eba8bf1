import type { CheckResult } from "@headgate/check/engine";
import type { StudentResult } from "../../class/results.ts";

/** Several students whose answers failed a check in the same way. */
export interface Cluster {
  readonly slug: string;
  /** The checks that these students, and no others, failed alike. */
  readonly checks: readonly CheckResult[];
  readonly students: readonly StudentResult[];
}

/**
 * Who failed the same check with the same verdict, message and output, the largest group first. Checks that the
 * same students failed in the same words are one cluster. Nothing handed in is no mistake, and makes none.
 */
export function clustersOf(students: readonly StudentResult[]): Cluster[] {
  const alike = groupBy(failures(students), ({ slug, check }) =>
    JSON.stringify([slug, check.id, check.verdict, check.message, check.got]),
  );
  const groups = [...alike.values()].filter(({ length }) => length > 1);
  const merged = groupBy(groups, (group) => {
    const { slug, check } = group[0]!;
    const names = group.map(({ student }) => student.student);
    return JSON.stringify([slug, check.verdict, check.message, check.got, names]);
  });
  return [...merged.values()]
    .map((same) => ({
      slug: same[0]![0]!.slug,
      checks: same.map((group) => group[0]!.check),
      students: same[0]!.map(({ student }) => student),
    }))
    .sort((a, b) => b.students.length - a.students.length);
}

interface Failure {
  readonly student: StudentResult;
  readonly slug: string;
  readonly check: CheckResult;
}

function failures(students: readonly StudentResult[]): Failure[] {
  return students.flatMap((student) =>
    student.exercises.flatMap(({ slug, checks }) =>
      checks
        .filter(({ verdict }) => verdict !== "correct" && verdict !== "not submitted")
        .map((check) => ({ student, slug, check })),
    ),
  );
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
