import type { FormHints } from "./handed.ts";
import { shownName } from "./names.ts";

/** Whose a loose file is, and what it is to be called so that its answer is found. */
export interface LooseFile {
  readonly name: string;
  readonly file: string;
  readonly note?: string;
}

/** Takes `ada_counter.ts`, `counter-ada.ts`, `ada.ts`, `ada.ipynb` or `ada.zip` apart, or says why it is nobody's. */
export function looseName(
  entry: string,
  { slugs, knows }: FormHints,
): LooseFile | { readonly why: string } {
  const ending = entry.match(/\.[A-Za-z]+$/)![0];
  const stem = entry.slice(0, -ending.length);
  if (/\.(test|d)$/.test(stem)) return { why: "is a test or a declaration, and no answer" };
  const isSource = ending.toLowerCase() === ".ts";
  const named = withSlug(stem, slugs);
  if (named === "alone") return { why: "is named for an exercise, and for no student" };
  if (named) return { name: named.name, file: isSource ? `${named.slug}.ts` : entry };
  const cut = stem.match(/^(.+)_([a-z][a-z0-9-]*)$/s);
  const isCut = slugs.length === 0 && cut && !knows?.(stem) && (knows?.(cut[1]!) ?? true);
  if (isCut) return { name: cut[1]!, file: isSource ? `${cut[2]}.ts` : entry };
  if (!isSource || slugs.length === 0) return { name: stem, file: entry };
  // A file that is named for the student alone can be the answer to one exercise only.
  if (slugs.length === 1) return { name: stem, file: `${slugs[0]}.ts` };
  const note = `${shownName(entry)} does not say which exercise it answers; name it as in ada_${slugs[0]}.ts, or grade one exercise alone.`;
  return { name: stem, file: entry, note };
}

/** The student's name and the exercise's in a stem, the longest exercise that fits; "alone" where there is no student. */
function withSlug(
  stem: string,
  slugs: readonly string[],
): { readonly name: string; readonly slug: string } | "alone" | undefined {
  for (const slug of [...slugs].sort((one, other) => other.length - one.length)) {
    if (stem === slug) return "alone";
    const before = stem.endsWith(slug) ? stem.slice(0, -slug.length) : undefined;
    const behind = stem.startsWith(slug) ? stem.slice(slug.length) : undefined;
    // A number stands before the slug in the exercises' folders, and gets into files' names.
    const name =
      before?.match(/^(.*?[^_ .-])[_ .-]+(?:\d\d[_ .-]+)?$/s)?.[1] ??
      behind?.match(/^[_ .-]+([^_ .-].*)$/s)?.[1];
    if (name) return { name, slug };
  }
  return undefined;
}
