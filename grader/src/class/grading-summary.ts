import type { Grading } from "./results.ts";

/** What a class came to, in a few lines for whoever started the grading. */
export function gradingSummary(gradings: readonly Grading[], known: number): string {
  const lines = [`Checks: ${verdictCounts(gradings)}.`];
  const slow = slowest(gradings);
  if (slow !== "") lines.push(`Slowest: ${slow}.`);
  if (known > 0)
    lines.push(
      `${known} of ${gradings.length} gradings came from the journal; ${gradings.length - known} were done now.`,
    );
  return lines.join("\n");
}

/** "120 correct, 14 wrong, 2 time", the most frequent first. */
function verdictCounts(gradings: readonly Grading[]): string {
  const counts = new Map<string, number>();
  for (const { verdict } of gradings.flatMap(({ checks }) => checks))
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const sorted = [...counts].sort(([, one], [, other]) => other - one);
  return sorted.map(([verdict, count]) => `${count} ${verdict}`).join(", ") || "none";
}

const shown = 3;

/** The exercises whose checks take longest for one answer, on the average. */
function slowest(gradings: readonly Grading[]): string {
  const times = new Map<string, number[]>();
  for (const { slug, source, checks } of gradings) {
    if (source === null) continue;
    const ms = checks.reduce((sum, check) => sum + check.ms, 0);
    times.set(slug, [...(times.get(slug) ?? []), ms]);
  }
  return [...times]
    .map(([slug, all]) => ({ slug, mean: all.reduce((sum, ms) => sum + ms, 0) / all.length }))
    .sort((one, other) => other.mean - one.mean)
    .slice(0, shown)
    .map(
      ({ slug, mean }) =>
        `${slug} (${mean < 10 ? mean.toFixed(1) : Math.round(mean)} ms for an answer)`,
    )
    .join(", ");
}
