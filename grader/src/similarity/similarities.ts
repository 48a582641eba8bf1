import { clustersOf } from "./clusters.ts";
import { type Fingerprinted, fingerprintClass, type FingerprintedClass } from "./fingerprints.ts";
import { type Passage, passagesOf } from "./passages.ts";
import { tokenStream } from "./token-stream.ts";

/** One student's answer to one exercise. */
export interface Answer {
  /** The student's key. */
  readonly student: string;
  readonly slug: string;
  readonly text: string;
}

/** Lines of an answer, from 1, both included. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** Two answers to look at, one beside the other. */
export interface AlikePair {
  /** The students' keys. */
  readonly left: string;
  readonly right: string;
  /** How much of the own tokens of the answer with fewer is in the other too, from 0 to 1. */
  readonly share: number;
  /** So many own tokens they share. */
  readonly tokens: number;
  /** What they share, in the order of the left answer. */
  readonly passages: readonly { readonly left: LineRange; readonly right: LineRange }[];
}

/** What is alike among the answers to one exercise: where to look, never a mark. */
export interface Similarity {
  readonly slug: string;
  /** So many answers were compared. */
  readonly answers: number;
  /** The most alike first. */
  readonly pairs: readonly AlikePair[];
  /** Students that pairs link, the largest group first. */
  readonly clusters: readonly (readonly string[])[];
  /**
   * Answers that are the same token for token, but for names and layout, and of which nothing can be said: too short,
   * or too many have it. `tokens` are not of the stub. Nobody is named.
   */
  readonly obvious: readonly { readonly answers: number; readonly tokens: number }[];
}

export interface SimilarityOptions {
  /** Code that every learner has seen, such as the chapters' cells. Default none. */
  readonly given?: readonly string[];
  /** A run of so many tokens is the least that two answers can share. From 2 up, default 12. */
  readonly fingerprint?: number;
  /** What more than this share of a class has is common. 0 to 1, default 0.5, but never fewer than 6 answers. */
  readonly commonShare?: number;
  /** A pair shares at least this many own tokens. Default 40. */
  readonly leastTokens?: number;
  /** A pair shares at least this share of the own tokens of the answer with fewer. 0 to 1, default 0.8. */
  readonly leastShare?: number;
}

const defaults = {
  given: [],
  fingerprint: 12,
  commonShare: 0.5,
  leastTokens: 40,
  leastShare: 0.8,
} satisfies Required<SimilarityOptions>;

/**
 * Which answers of a class are so alike that somebody should look, exercise by exercise. Names, comments, types and
 * layout make no difference; what the stub gives and what many of the class have in common do not count. `stubs` are
 * the stubs' texts by slug. It changes no grade and reads no answer but as text.
 *
 * @example
 * import { similarities } from "./similarities.ts";
 *
 * const answers = ["ada", "ben"].map((student) => ({ student, slug: "one", text: "export const one = 1;" }));
 * const [{ pairs, obvious }] = similarities(answers, new Map());
 * console.log(pairs.length, obvious[0].answers); // 0 2
 */
export function similarities(
  answers: readonly Answer[],
  stubs: ReadonlyMap<string, string>,
  options: SimilarityOptions = {},
): Similarity[] {
  const settings = { ...defaults, ...options };
  const bySlug = new Map<string, Answer[]>();
  for (const answer of answers)
    bySlug.set(answer.slug, [...(bySlug.get(answer.slug) ?? []), answer]);
  const course = settings.given.map(tokenStream);
  return [...bySlug].map(([slug, all]) => {
    const given = [tokenStream(stubs.get(slug) ?? ""), ...course];
    return compared(slug, all, given, settings);
  });
}

/** What is written beside the page, for other tools. */
export function similarityJson(all: readonly Similarity[]): string {
  const note = "Where to look. It is never evidence by itself, and it changes no grade.";
  return `${JSON.stringify({ format: "headgate-similarity", version: 1, note, exercises: all }, null, 2)}\n`;
}

function compared(
  slug: string,
  all: readonly Answer[],
  given: readonly ReturnType<typeof tokenStream>[],
  settings: Required<SimilarityOptions>,
): Similarity {
  // By key, so that the order of handing in changes nothing.
  const answers = [...all].sort((one, other) => (one.student < other.student ? -1 : 1));
  const prints = fingerprintClass(
    answers.map(({ text }) => tokenStream(text)),
    given,
    {
      length: settings.fingerprint,
      commonAbove: Math.max(6, Math.ceil(settings.commonShare * answers.length)),
    },
  );
  const pairs: AlikePair[] = [];
  for (const [left, right] of candidates(prints, settings)) {
    const [one, other] = [prints.answers[left]!, prints.answers[right]!];
    const seeds = prints.seeds(left, right);
    const passages = passagesOf(one.kinds, other.kinds, seeds, settings.fingerprint);
    const tokens = sharedWeight(one, other, passages);
    if (tokens < leastWeight(one, other, settings)) continue;
    pairs.push({
      left: answers[left]!.student,
      right: answers[right]!.student,
      share: Math.round((tokens / Math.min(one.weight, other.weight)) * 1000) / 1000,
      tokens: Math.round(tokens),
      passages: shownPassages(one, other, passages),
    });
  }
  pairs.sort((one, other) => other.share - one.share || other.tokens - one.tokens);
  const clusters = clustersOf(pairs);
  const named = new Set(clusters.flat());
  const unnamed = answers.flatMap(({ student }, at) =>
    named.has(student) ? [] : prints.answers[at]!,
  );
  return { slug, answers: answers.length, pairs, clusters, obvious: theSame(unnamed) };
}

/** What two answers must share at the least to be a pair. */
function leastWeight(
  one: Fingerprinted,
  other: Fingerprinted,
  { leastTokens, leastShare }: Required<SimilarityOptions>,
): number {
  return Math.max(leastTokens, leastShare * Math.min(one.weight, other.weight));
}

/** The pairs that may share enough. Of a whole class these are few, and only they are compared token by token. */
function candidates(
  { answers, coverage }: FingerprintedClass,
  settings: Required<SimilarityOptions>,
): [number, number][] {
  const covered = answers.map((_, number) => coverage(number));
  const found: [number, number][] = [];
  for (const [left, one] of answers.entries()) {
    for (let right = left + 1; right < answers.length; right += 1) {
      const most = Math.min(covered[left]![right]!, covered[right]![left]!);
      if (most >= leastWeight(one, answers[right]!, settings)) found.push([left, right]);
    }
  }
  return found;
}

/** The weight of what two answers share: the lesser of the two, passage by passage. */
function sharedWeight(
  one: Fingerprinted,
  other: Fingerprinted,
  passages: readonly Passage[],
): number {
  let sum = 0;
  for (const { left, right, length } of passages)
    for (let at = 0; at < length; at += 1)
      sum += Math.min(one.weights[left + at]!, other.weights[right + at]!);
  return sum;
}

/** Passages as lines, without what they have of the stub at their ends. */
function shownPassages(
  one: Fingerprinted,
  other: Fingerprinted,
  passages: readonly Passage[],
): AlikePair["passages"] {
  return passages.flatMap(({ left, right, length }) => {
    let [from, to] = [0, length - 1];
    while (from <= to && !one.weights[left + from] && !other.weights[right + from]) from += 1;
    while (to >= from && !one.weights[left + to] && !other.weights[right + to]) to -= 1;
    if (from > to) return [];
    const range = ({ lines }: Fingerprinted, at: number): LineRange => ({
      from: lines[at + from]!,
      to: lines[at + to]!,
    });
    return [{ left: range(one, left), right: range(other, right) }];
  });
}

function theSame(answers: readonly Fingerprinted[]): Similarity["obvious"] {
  const groups = new Map<string, Fingerprinted[]>();
  for (const answer of answers) {
    const stream = answer.kinds.join(" ");
    groups.set(stream, [...(groups.get(stream) ?? []), answer]);
  }
  return [...groups.values()]
    .filter((group) => group.length > 1 && group[0]!.written > 0)
    .map((group) => ({ answers: group.length, tokens: group[0]!.written }))
    .sort((a, b) => b.answers - a.answers);
}
