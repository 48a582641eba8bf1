import {
  File,
  type FileEntry,
  FingerprintIndex,
  Region,
  type SharedFingerprint,
  TokenizedFile,
  WinnowFilter,
} from "@dodona/dolos-core";
import type { Seed } from "./passages.ts";
import type { StreamToken } from "./token-stream.ts";

/** One answer and how much each of its tokens tells. */
export interface Fingerprinted {
  readonly kinds: readonly string[];
  readonly lines: readonly number[];
  /** By token, 0 to 1: 1 where at most two have it, less the more of the class do, 0 where it is the stub's or common. */
  readonly weights: Float64Array;
  /** The sum of the weights. */
  readonly weight: number;
  /** So many tokens are not of the stub, whoever else has them. */
  readonly written: number;
}

/** The answers to one exercise, and where any two of them may be alike. */
export interface FingerprintedClass {
  readonly answers: readonly Fingerprinted[];
  /** For one answer and each other: at most so much weight of it can be in the other too. */
  readonly coverage: (of: number) => Float64Array;
  /** Where two answers share a run that tells something. */
  readonly seeds: (left: number, right: number) => Seed[];
}

export interface FingerprintOptions {
  /** A fingerprint is a run of so many tokens. */
  readonly length: number;
  /** A fingerprint that more answers have is common, and tells nothing. */
  readonly commonAbove: number;
}

/** A fingerprint that one answer has over and over, such as a table's rows, leads to so many places of it. */
const mostPlaces = 4;

/**
 * Finds who shares which rare run of tokens. Every run of the given texts (stubs and the course's own code) is left
 * out, and so is every run that too many of the class have. All runs are kept, where winnowing would thin them out:
 * answers are short.
 */
export function fingerprintClass(
  streams: readonly (readonly StreamToken[])[],
  given: readonly (readonly StreamToken[])[],
  { length, commonAbove }: FingerprintOptions,
): FingerprintedClass {
  const index = new FingerprintIndex(length, 1);
  const givenHashes = new Set(given.flatMap((stream) => hashesOf(stream, length)));
  const files = streams.map(tokenized);
  // In this order: what is to be left out is then looked at once, and not again for every answer that has it.
  index.addFiles(files);
  index.addIgnoredHashes([...givenHashes]);
  index.updateMaxFingerprintFileCount(commonAbove);
  const entries = index.entries();
  const answers = entries.map((entry) => weighed(entry, givenHashes, commonAbove));
  const holders = holdersIn(index, files);
  const places = entries.map(({ file, shared }) => telling(file, shared, holders));
  return {
    answers,
    coverage: (of) => coverage(places[of]!, answers[of]!, answers.length),
    seeds: (left, right) => seeds(places[left]!, files[right]!),
  };
}

function weighed(
  { file, shared, ignored }: FileEntry,
  givenHashes: ReadonlySet<number>,
  commonAbove: number,
): Fingerprinted {
  const { tokens, mapping } = file;
  const isShort = shared.size + ignored.size === 0;
  const weights = new Float64Array(tokens.length).fill(isShort ? 0 : 1);
  const isWritten = new Uint8Array(tokens.length).fill(1);
  for (const fingerprint of [...shared, ...ignored]) {
    const isGiven = givenHashes.has(fingerprint.hash);
    const weight = isGiven ? 0 : rarity(fingerprint.fileCount(), commonAbove);
    for (const { side } of fingerprint.occurrencesOf(file)) {
      for (let at = side.start; at <= side.stop; at += 1) {
        weights[at] = Math.min(weights[at]!, weight);
        if (isGiven) isWritten[at] = 0;
      }
    }
  }
  return {
    kinds: tokens,
    lines: mapping.map(({ startRow }) => startRow),
    weights,
    weight: weights.reduce((sum, one) => sum + one, 0),
    written: isWritten.reduce((sum, one) => sum + one, 0),
  };
}

/** 1 for what two answers have or one, and less the more have it, down to 0. */
function rarity(answers: number, commonAbove: number): number {
  if (answers <= 2) return 1;
  return Math.max(0, 1 - Math.log(answers / 2) / Math.log((commonAbove + 1) / 2));
}

function hashesOf(stream: readonly StreamToken[], length: number): number[] {
  const kinds = stream.map(({ kind }) => kind);
  return new WinnowFilter(length, 1).fingerprints(kinds).map(({ hash }) => hash);
}

function tokenized(stream: readonly StreamToken[]): TokenizedFile {
  return new TokenizedFile(
    new File("", ""),
    stream.map(({ kind }) => kind),
    stream.map(({ line }, at) => new Region(line, at, line, at + 1)),
  );
}

/** A run of an answer that others have too: from which token to which, and who has it. */
interface Place {
  readonly start: number;
  readonly stop: number;
  readonly fingerprint: SharedFingerprint;
  readonly holders: readonly number[];
}

type Holders = ReadonlyMap<SharedFingerprint, readonly number[]>;

/** Who has which run, of those that more than one has and not too many. */
function holdersIn(index: FingerprintIndex, files: readonly TokenizedFile[]): Holders {
  const numbers = new Map(files.map((file, number) => [file, number]));
  const holders = new Map<SharedFingerprint, number[]>();
  for (const fingerprint of index.sharedFingerprints()) {
    if (fingerprint.ignored || fingerprint.fileCount() < 2) continue;
    holders.set(
      fingerprint,
      fingerprint.files().map((file) => numbers.get(file)!),
    );
  }
  return holders;
}

/** The runs of an answer that others have and not too many, in its order. */
function telling(
  file: TokenizedFile,
  shared: ReadonlySet<SharedFingerprint>,
  holders: Holders,
): Place[] {
  const places: Place[] = [];
  for (const fingerprint of shared) {
    const by = holders.get(fingerprint);
    if (by === undefined) continue;
    for (const { side } of fingerprint.occurrencesOf(file))
      places.push({ start: side.start, stop: side.stop, fingerprint, holders: by });
  }
  return places.sort((one, other) => one.start - other.start);
}

/** Every shared run counts, wherever it lies in the other: quick, and never less than what passages come to. */
function coverage(
  places: readonly Place[],
  { weights }: Fingerprinted,
  count: number,
): Float64Array {
  const before = new Float64Array(weights.length + 1);
  for (const [at, weight] of weights.entries()) before[at + 1] = before[at]! + weight;
  const covered = new Float64Array(count);
  const end = new Uint32Array(count);
  for (const { start, stop, holders } of places) {
    for (const holder of holders) {
      covered[holder] =
        covered[holder]! + before[stop + 1]! - before[Math.max(start, end[holder]!)]!;
      end[holder] = stop + 1;
    }
  }
  return covered;
}

function seeds(places: readonly Place[], right: TokenizedFile): Seed[] {
  const found: Seed[] = [];
  const times = new Map<SharedFingerprint, number>();
  for (const { start, fingerprint } of places) {
    const time = (times.get(fingerprint) ?? 0) + 1;
    times.set(fingerprint, time);
    if (time > mostPlaces) continue;
    for (const { side } of fingerprint.occurrencesOf(right).slice(0, mostPlaces))
      found.push([start, side.start]);
  }
  return found;
}
