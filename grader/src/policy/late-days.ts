import { type DueTime, type Extension, extensionDue } from "./due-time.ts";
import type { LatePolicy } from "./late-policy.ts";

/** What is known of when an attempt came, and when it should have. */
export interface HandedIn {
  readonly handedInAt?: Date | undefined;
  /** What the LMS says where it gives no time: true for late, false for in time. */
  readonly isLate?: boolean | undefined;
  /** When work is due for all. */
  readonly due?: Date | undefined;
  /** When it is due for this student. */
  readonly extensionDue?: Date | undefined;
  /** Whether this student has more time, even where it is not known until when. Default: whether `extensionDue` is there. */
  readonly isExtended?: boolean;
  /** So much behind the due time is still in time, in ms. Default 0. */
  readonly graceMs?: number;
}

export interface Lateness {
  /** Begun days of 24 hours behind the due time; 0 in time or not known. */
  readonly days: number;
  /** One sentence for the student, where the days rest on something other than two times. */
  readonly note?: string;
  /** The LMS says late, and nobody knows whether that was within the extension: an instructor must look. */
  readonly isUnchecked?: true;
}

const dayMs = 86_400_000;

/**
 * How many days late an attempt came, begun days counted. Grace decides only whether it is late: behind it, days count
 * from the due time. Where no time is known, an LMS's word "late" is one begun day, unless the student has an
 * extension, which that word knows nothing of; nothing known is no day. Each of these leaves a note.
 */
export function lateDaysOf(handed: HandedIn): Lateness {
  const { handedInAt, isLate, due, extensionDue, graceMs = 0 } = handed;
  const isExtended = handed.isExtended ?? extensionDue !== undefined;
  const dueHere = extensionDue ?? due;
  if (handedInAt !== undefined && dueHere !== undefined) {
    const behindMs = handedInAt.getTime() - dueHere.getTime();
    return { days: behindMs <= graceMs ? 0 : Math.ceil(behindMs / dayMs) };
  }
  if (isLate === true) return flaggedLate(isExtended, handedInAt !== undefined);
  if (dueHere !== undefined && isLate === undefined)
    return {
      days: 0,
      note: "When this was handed in is not known, so nothing is taken off for lateness.",
    };
  return { days: 0 };
}

/** The same from what a class is graded with and what one student is granted. */
export function latenessOf(
  attempt: Pick<HandedIn, "handedInAt" | "isLate">,
  {
    due,
    policy,
    extension,
  }: { due?: DueTime | undefined; policy: LatePolicy; extension?: Extension | undefined },
): Lateness {
  return lateDaysOf({
    handedInAt: attempt.handedInAt,
    isLate: attempt.isLate,
    due: due?.at,
    extensionDue: extension && extensionDue(extension, due),
    isExtended: extension !== undefined,
    graceMs: policy.graceMs,
  });
}

function flaggedLate(isExtended: boolean, isTimeKnown: boolean): Lateness {
  if (isExtended)
    return {
      days: 0,
      isUnchecked: true,
      note: isTimeKnown
        ? "The LMS says that this came late, and no due time was given. You have an extension, so nothing is taken off."
        : "The LMS says that this came late, but not when. You have an extension, so nothing is taken off.",
    };
  const missing = isTimeKnown ? "no due time was given" : "it does not say when";
  return {
    days: 1,
    note: `The LMS says that this came late; ${missing}, so it counts as one day.`,
  };
}
