import { highOf, type Depth, type Section } from "./depth.ts";

/** Tops of scales by quantity, where several drawings share them; of rates for a ms, whatever each is told in. */
export type Highs = Readonly<Partial<Record<Section["of"], number>>>;

/** The tops that serve all. */
export function highestOf(depths: readonly Depth[]): Highs {
  const highs: Partial<Record<Section["of"], number>> = {};
  for (const section of depths.flatMap(({ sections }) => sections)) {
    highs[section.of] = Math.max(highs[section.of] ?? 0, highOf(section) / section.per);
  }
  return highs;
}

/** The top of a section's scale, in its own unit. */
export const topOf = (section: Section, highs: Highs): number =>
  (highs[section.of] ?? highOf(section) / section.per) * section.per;
