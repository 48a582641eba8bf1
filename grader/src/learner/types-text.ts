import { visibleControls } from "@headgate/check/engine";

/** What TypeScript says of an answer, which may not even compile, as a note below its report: at most so many lines. */
export function typesText(slug: string, notes: readonly string[], most: number = 5): string[] {
  if (notes.length === 0) return [];
  const more = notes.length - most;
  return [
    `Types, as a note that changes no verdict: TypeScript says of ${slug}.ts`,
    ...notes.slice(0, most).map((note) => `  ${visibleControls(note)}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}
