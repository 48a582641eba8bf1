import type { Submission } from "../intake/intake.ts";
import { feedbackNames } from "../output/feedback-name.ts";
import type { Adjustments } from "../policy/adjustments.ts";
import { extensionDue, type DueTime, type Extension } from "../policy/due-time.ts";
import { latenessOf, type Lateness } from "../policy/late-days.ts";
import type { LatePolicy } from "../policy/late-policy.ts";
import { settle, sums } from "../policy/settle.ts";
import type { GradedAttempt, GradedStudent } from "./grade-student.ts";
import type { GrantedExtension, StudentResult } from "./results.ts";

/** What gradings are settled with. */
export interface Terms {
  readonly policy: LatePolicy;
  readonly due: DueTime | undefined;
  readonly adjustments: Adjustments;
}

/** What a class has come to, in its order; and what each student wrote in the attempt that counts. */
export interface ClassResults {
  readonly students: readonly StudentResult[];
  readonly answers: readonly {
    readonly student: string;
    readonly slug: string;
    readonly text: string;
  }[];
}

/** Settles every grading of a class, and of each student's attempts takes the one that counts. */
export function classResults(graded: readonly GradedStudent[], terms: Terms): ClassResults {
  const feedback = feedbackNames(graded.map(({ submission }) => submission.student));
  const counted = graded.map(({ submission, attempts }, index) => {
    const settled = attempts.map((graded) => {
      return { graded, result: studentResult(submission, graded, feedback[index]!, terms) };
    });
    return { student: submission.student, ...settled.reduce(better) };
  });
  return {
    students: counted.map(({ result }) => result),
    answers: counted.flatMap(({ student, graded }) =>
      graded.answers.map((answer) => ({ student, ...answer })),
    ),
  };
}

interface Settled {
  readonly graded: GradedAttempt;
  readonly result: StudentResult;
}

/** The later one, unless the earlier has more points. What could not be graded may be the best: a person must look. */
function better(earlier: Settled, later: Settled): Settled {
  const [before, behind] = [earlier, later].map(({ result }) => result.points ?? Infinity);
  return before! > behind! ? earlier : later;
}

function studentResult(
  submission: Submission,
  { attempt, notes, unreadable, gradings }: GradedAttempt,
  feedback: string,
  { policy, due, adjustments }: Terms,
): StudentResult {
  const { student, name, roster } = submission;
  const adjustment = adjustments.students.get(student);
  const { extension, comment } = adjustment ?? {};
  const lateness: Lateness = attempt
    ? latenessOf(attempt, { due, policy, extension })
    : { days: 0 };
  const exercises = gradings.map((grading) => {
    const ofExercise = adjustment?.exercises.get(grading.slug);
    return settle(grading, { policy, lateDays: lateness.days, adjustment: ofExercise });
  });
  const lateNote = lateness.note === undefined ? [] : [lateness.note];
  return {
    student,
    name,
    ...(roster && { roster }),
    feedback,
    ...(attempt && { attempt: attempt.label }),
    ...(attempt?.handedInAt && { handedInAt: attempt.handedInAt.toISOString() }),
    lateDays: lateness.days,
    ...(extension && { extension: granted(extension, due, lateness) }),
    notes: [...submission.notes, ...notes, ...lateNote],
    unreadable,
    ...(comment !== undefined && { comment }),
    ...sums(exercises),
    exercises,
  };
}

function granted(
  extension: Extension,
  due: DueTime | undefined,
  { isUnchecked }: Lateness,
): GrantedExtension {
  const until = extensionDue(extension, due)?.toISOString();
  return {
    granted:
      "until" in extension
        ? extension.until
        : `+${extension.days} ${extension.days === 1 ? "day" : "days"}`,
    ...(until !== undefined && { until }),
    ...(isUnchecked && { isUnchecked }),
  };
}
