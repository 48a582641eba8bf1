import type { GradedExercise } from "../class/results.ts";

/**
 * A side file to begin with: nothing but comments that show the form, so it adjusts nothing. Whoever grades writes it
 * once, where there is none, and never touches it again. The example is about `student`, a key of the class.
 */
export function adjustmentsTemplate(
  exercises: readonly GradedExercise[],
  student = "ada@example.org",
): string {
  const [{ slug, max } = { slug: "slug", max: 1 }] = exercises;
  const all = exercises.map((exercise) => `#   ${exercise.slug} (${exercise.max})`);
  return `# Your own word on a class. Every grading reads this file and none ever writes it.
# A student is called by the key that results.json has under "student"; a key with ": " or "#" in it goes in quotes.
# Take the "# " away from the lines you need:
#
# students:
#   ${quoted(student)}:
#     comment: Come and see me about the second exercise.   # shown in the feedback
#     extension: +2 days            # or a day, its end is meant: 2026-12-03, or a time: 2026-12-03T18:00
#     exercises:
#       ${slug}:
#         points: ${max}                 # count instead of what the checks gave; lateness takes nothing off them
#         reason: The check was unfair to this answer.      # needed with points
#         # extra: true             # lets points be more than the exercise gives
#         comment: Well argued.
#
# The exercises, with the points each gives:
${all.join("\n")}
`;
}

/** A key as YAML reads it back, on one line. */
function quoted(key: string): string {
  return /^\w[\w.@-]*$/.test(key) ? key : JSON.stringify(key);
}
