import { unasked, withEntries, withFirst, without } from "../doctored.fixture.ts";
import { checkFigure } from "../figure-checks.fixture.ts";
import { entriesOf } from "../readings.ts";
import { demandHopByHop } from "./figure.ts";

const isAsk = ({ type }: { type: string }): boolean => type === "ask";

checkFigure(demandHopByHop, {
  // While the desk wants two, `enrich` asks for six and comes to hold three times as many as the desk wants.
  isSurprising: (panels, values) => {
    const held = demandHopByHop.metrics(panels, values)[0]?.value ?? 0;
    const [first] = panels.flatMap(({ trace }) => entriesOf(trace, "ask"));
    return first?.consumer === "enrich" && first.demand === 6 && held >= 6;
  },
  facts: () => ({
    stages: {
      feed: { dispatcher: "demand", bufferSize: 10_000 },
      enrich: { dispatcher: "demand", bufferSize: Infinity },
    },
  }),
  doctored: {
    "delivered ≤ asked": unasked,
    "asked and not handled ≤ maxDemand, at each hop": (panels) =>
      withFirst(panels, isAsk, (entry) => [entry, entry]),
    // As if the demand of the desk went through.
    "enrich asks first, for its own maxDemand": (panels) =>
      withFirst(panels, isAsk, (entry) => [{ ...entry, demand: 2 } as typeof entry]),
    "with enrich < 2 × its maxDemand": (panels) =>
      without(panels, (entry) => entry.type === "events" && entry.consumer === "desk"),
    "the desk handles every quake once, in order": (panels) =>
      withEntries(panels, (entries) => entries.slice(0, -3)),
  },
});
