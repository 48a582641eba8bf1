/** What a page remembers of one answer. */
export interface StoredAnswer {
  /** The option's place in the source, the number typed, or null for a question that was skipped. */
  readonly given: number | null;
  readonly right: boolean;
}

/** What is remembered of one chapter, in this browser alone. */
export interface StoredChapter {
  /** A cell's key to the text that the reader made of it. */
  edits: Record<string, string>;
  answers: Record<string, StoredAnswer>;
  /** An exercise's slug to the best result of its checks. */
  checks: Record<string, { readonly points: number; readonly max: number }>;
}

/** All keys begin so; the number changes when the form of what is stored does. */
export const storagePrefix = "headgate:1:";

const empty = (): StoredChapter => ({ edits: {}, answers: {}, checks: {} });

/** Reads what is remembered of a chapter; what cannot be read counts as nothing. */
export function readChapter(chapter: string): StoredChapter {
  try {
    return parseChapter(JSON.parse(localStorage.getItem(storagePrefix + chapter) ?? "{}"));
  } catch {
    return empty();
  }
}

/** Takes what has the form of a stored chapter from anything. */
export function parseChapter(value: unknown): StoredChapter {
  const given = (
    typeof value === "object" && value !== null ? value : {}
  ) as Partial<StoredChapter>;
  const kept = <Item>(items: Record<string, Item> | undefined, fits: (item: Item) => boolean) =>
    Object.fromEntries(Object.entries(items ?? {}).filter(([, item]) => fits(item)));
  return {
    edits: kept(given.edits, (text) => typeof text === "string"),
    answers: kept(given.answers, (answer) => typeof answer?.right === "boolean"),
    checks: kept(given.checks, (check) => typeof check?.points === "number" && check.max > 0),
  };
}

/** Changes what is remembered of a chapter; answers whether the browser could store it. */
export function updateChapter(chapter: string, change: (stored: StoredChapter) => void): boolean {
  const stored = readChapter(chapter);
  change(stored);
  const isEmpty = Object.values(stored).every((part) => Object.keys(part as object).length === 0);
  try {
    if (isEmpty) localStorage.removeItem(storagePrefix + chapter);
    else localStorage.setItem(storagePrefix + chapter, JSON.stringify(stored));
    return true;
  } catch {
    return false; // Storage is full or forbidden: the page works, and forgets.
  }
}
