import { clip, count, fit } from "../../paint/words.ts";
import { cell, maxColumns } from "../../paint/terminal.ts";
import { drawnEdges } from "../../run/drawn-edges.ts";
import type { View } from "../../run/view.ts";

/** Who asks whom, for a terminal: each stage with its totals, and under it who asks it. */
export function topologyText({ names, edges: all, run }: View): string[] {
  const edges = drawnEdges(all);
  return names.flatMap((name) => {
    const { kind, handled, sent, ended } = run.stages.find((stage) => stage.name === name)!;
    const parts = [kind, `handled ${count(handled)}`, `sent ${count(sent)}`, ended ? "ended" : ""];
    const shown = parts.filter((part) => part !== "" && !part.endsWith(" 0"));
    const below = edges.filter((edge) => edge.producer === name);
    return [
      `${fit(name, 40)} (${shown.join(", ")})`,
      ...below.map(({ consumer, asked, delivered, owed, closed }) => {
        const now = closed ? "closed" : `○ ${count(owed)} owed`;
        const totals = `▼ ● ${count(delivered)} delivered  ▲ ${now} of ${count(asked)} asked`;
        return clip(`  ${cell(consumer, 28)} ${totals}`, maxColumns);
      }),
    ];
  });
}
