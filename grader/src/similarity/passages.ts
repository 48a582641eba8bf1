/** A run of tokens that two answers share, token for token. */
export interface Passage {
  /** The index of its first token in either answer. */
  readonly left: number;
  readonly right: number;
  /** In tokens. */
  readonly length: number;
}

/** Two places from which on two answers may be alike. */
export type Seed = readonly [left: number, right: number];

/**
 * The passages that two token streams share: from each seed as far as they agree to both sides, the longest first, and
 * no token in two of them. What an overlap leaves over counts if it still has `shortest` tokens. In the order of the
 * left answer.
 */
export function passagesOf(
  left: readonly string[],
  right: readonly string[],
  seeds: readonly Seed[],
  shortest: number,
): Passage[] {
  const takenLeft = new Uint8Array(left.length);
  const takenRight = new Uint8Array(right.length);
  const passages: Passage[] = [];
  for (const run of runsThrough(left, right, seeds).sort(longestFirst)) {
    for (const part of freeParts(run, takenLeft, takenRight)) {
      if (part.length < shortest) continue;
      takenLeft.fill(1, part.left, part.left + part.length);
      takenRight.fill(1, part.right, part.right + part.length);
      passages.push(part);
    }
  }
  return passages.sort((one, other) => one.left - other.left);
}

/** The longest run through each seed; seeds that lie on one run make it once. */
function runsThrough(
  left: readonly string[],
  right: readonly string[],
  seeds: readonly Seed[],
): Passage[] {
  // By how far the right place lies behind the left one: how far the last run there went.
  const endOn = new Map<number, number>();
  const runs: Passage[] = [];
  for (const [from, to] of [...seeds].sort(([one], [other]) => one - other)) {
    const shift = to - from;
    if ((endOn.get(shift) ?? 0) > from) continue;
    let begin = from;
    while (begin > 0 && begin + shift > 0 && left[begin - 1] === right[begin - 1 + shift])
      begin -= 1;
    let end = from;
    while (end < left.length && end + shift < right.length && left[end] === right[end + shift])
      end += 1;
    endOn.set(shift, Math.max(end, from + 1));
    if (end > begin) runs.push({ left: begin, right: begin + shift, length: end - begin });
  }
  return runs;
}

function freeParts(run: Passage, takenLeft: Uint8Array, takenRight: Uint8Array): Passage[] {
  const parts: Passage[] = [];
  let begin = 0;
  for (let at = 0; at <= run.length; at += 1) {
    const isFree =
      at < run.length && takenLeft[run.left + at] === 0 && takenRight[run.right + at] === 0;
    if (isFree) continue;
    if (at > begin)
      parts.push({ left: run.left + begin, right: run.right + begin, length: at - begin });
    begin = at + 1;
  }
  return parts;
}

function longestFirst(one: Passage, other: Passage): number {
  return other.length - one.length || one.left - other.left || one.right - other.right;
}
