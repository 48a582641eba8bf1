import { visibleControls } from "@headgate/check/engine";

/** Characters that show as nothing, or as a blank that is none. */
const unseen =
  /[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/gu;
const otherScript = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/gu;

/**
 * A name as it may be printed on one line: what cannot be seen, and letters of another alphabet within a Latin word,
 * are shown by their numbers. At most `limit` characters, 120 by default.
 */
export function shownName(name: string, limit = 120): string {
  const words = name.replace(/\p{L}[\p{L}\p{M}]*/gu, (word) =>
    /\p{Script=Latin}/u.test(word) ? word.replace(otherScript, escaped) : word,
  );
  const shown = visibleControls(words.replace(unseen, escaped));
  return shown.length > limit ? `${shown.slice(0, limit - 1)}…` : shown;
}

function escaped(character: string): string {
  const code = character.codePointAt(0)!.toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
}

/** The same for names, logins and ids that differ in composition and case only. */
export function folded(text: string): string {
  return text.normalize("NFC").trim().toLowerCase().normalize("NFC");
}

/** The words of a name, without punctuation. Invisible characters are part of a word: they make another name. */
export function wordsOf(name: string): string[] {
  return folded(name)
    .split(/[\s\p{P}\p{S}]+/u)
    .filter((word) => word !== "");
}

/** The words of a name in one order, whatever order they were in. */
export function inOneOrder(words: readonly string[]): string {
  return [...words].sort().join(" ");
}

/** The words of a name without gaps, begun with each of them in turn: "adalovelace", "lovelaceada". */
export function runTogether(words: readonly string[]): string[] {
  return words.map((_, start) => [...words.slice(start), ...words.slice(0, start)].join(""));
}

/** Whether a word of one name is in the other: two names without that belong to two people. */
export function shareWord(one: string, other: string): boolean {
  const [ours, theirs] = [withoutAccents(one), withoutAccents(other)];
  const isIn = (words: readonly string[], text: string): boolean =>
    words.some((word) => text.includes(word));
  return isIn(wordsOf(ours), theirs) || isIn(wordsOf(theirs), ours);
}

const plainLetters: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  þ: "th",
  ı: "i",
};

/** A name with every letter's accent taken off. It is a guess at what a system did that knows no accents. */
export function withoutAccents(name: string): string {
  return folded(name)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[ßæœøđðłþı]/g, (letter) => plainLetters[letter] ?? letter);
}

/** What of `texts` is nearest to a name, nearest first: at most three, and none of which half the letters differ. */
export function nearest<T>(
  name: string,
  of: readonly T[],
  textsOf: (one: T) => readonly string[],
): T[] {
  const wanted = sortedWords(name);
  const near = of.flatMap((one) => {
    const distances = textsOf(one).map((text) => {
      const other = sortedWords(text);
      const letters = Math.max(wanted.length, other.length, 1);
      // Half the letters differ anyway.
      if (Math.abs(wanted.length - other.length) * 2 >= letters) return 1;
      return distance(wanted, other) / letters;
    });
    const least = Math.min(1, ...distances);
    return least < 0.5 ? [{ one, least }] : [];
  });
  return [...near]
    .sort((a, b) => a.least - b.least)
    .slice(0, 3)
    .map(({ one }) => one);
}

/** Names as they are compared, kept: a roster is gone through for each name that is not on it. */
const compared = new Map<string, string>();

function sortedWords(name: string): string {
  const known = compared.get(name);
  if (known !== undefined) return known;
  const words = inOneOrder(wordsOf(withoutAccents(name))).slice(0, 60);
  if (compared.size > 20_000) compared.clear();
  compared.set(name, words);
  return words;
}

/** Letters to put in, leave out or change (Levenshtein), of texts of at most 60 letters. */
function distance(one: string, other: string): number {
  let row = new Uint8Array(other.length + 1).map((_, index) => index);
  let next = new Uint8Array(other.length + 1);
  for (let i = 1; i <= one.length; i += 1) {
    next[0] = i;
    for (let j = 1; j <= other.length; j += 1) {
      const change = row[j - 1]! + (one.charCodeAt(i - 1) === other.charCodeAt(j - 1) ? 0 : 1);
      next[j] = Math.min(change, row[j]! + 1, next[j - 1]! + 1);
    }
    [row, next] = [next, row];
  }
  return row[other.length]!;
}
