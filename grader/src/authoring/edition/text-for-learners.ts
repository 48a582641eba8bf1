/**
 * A page as the learner edition has it. In the source, what stands between `<!-- edition: cut -->` and
 * `<!-- edition: end -->` is for the full course alone, and what `<!-- edition: say` holds up to `-->` is for learners alone.
 * Throws where a mark has no partner.
 */
export function textForLearners(text: string): string {
  const cut = text.replace(/<!-- edition: cut -->\n[\s\S]*?<!-- edition: end -->\n\n?/g, "");
  const said = cut.replace(/<!-- edition: say\s([\s\S]*?)\s*-->/g, (_, words: string) =>
    words.trim(),
  );
  const [left] = /<!-- edition: .*/.exec(said) ?? [];
  if (left !== undefined) throw new Error(`the mark "${left}" has no partner`);
  return said;
}
