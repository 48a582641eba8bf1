import { withFirst, unasked, without } from "../doctored.fixture.ts";
import { checkFigure } from "../figure-checks.fixture.ts";
import { accountOf } from "./account.ts";
import { crashAndCancel } from "./figure.ts";

checkFigure(crashAndCancel, {
  // Those that end together come back together; the archive that lives on gets nothing any more.
  isSurprising: (panels) => {
    const [permanent, transient, temporary] = panels.map(({ trace }) => accountOf(trace));
    const goesOn = [permanent, transient].every((one) => one!.archived > 3 * temporary!.archived);
    return goesOn && [permanent, transient, temporary].every((one) => one!.lost > 0);
  },
  facts: () => ({
    stages: { feed: { dispatcher: "demand" }, locate: { dispatcher: "demand" } },
  }),
  doctored: {
    "delivered ≤ asked": unasked,
    "taken = archived + lost + held": (panels) =>
      without(panels, ({ type }) => type === "discarded"),
    "no quake is archived twice": (panels) =>
      withFirst(
        panels,
        (entry) => entry.type === "handle" && entry.stage === "archive" && entry.phase === "end",
        (entry) => [entry, entry],
      ),
    "permanent: a consumer ends with its producer; transient: if that failed; temporary: it lives on":
      (panels) =>
        without(panels, (entry) => entry.type === "exit" && entry.stage === "archive", "Transient"),
    "a supervisor starts again whoever has ended; without one nobody is started again": (panels) =>
      without(panels, (entry) => entry.type === "start" && entry.at > 0, "Temporary"),
  },
});
