import { reportText, type TextStyle } from "@headgate/check/engine";
import { typesText } from "./types-text.ts";
import { doneLines, withHintsShown } from "./watch-screen.ts";
import {
  hintsShown,
  isPresentDone,
  present,
  type WatchEvent,
  type WatchState,
} from "./watch-state.ts";

/** What a watch without a terminal prints after an event; nothing for most. */
export function printedLines(state: WatchState, event: WatchEvent, style: TextStyle): string[] {
  const { slug, answer, hints } = present(state);
  switch (event.type) {
    case "verdict": {
      const report = withHintsShown(event.report, hints, hintsShown(state));
      const done = isPresentDone(state) ? doneLines(state, { style }) : [];
      return ["", style.faint(`${event.at}  ${answer}`), "", reportText(report, style), ...done];
    }
    case "types":
      return typesText(slug, event.notes);
    case "missing":
      return ["", `${answer} is not there.`];
    case "slow":
      return ["Checking … a check that never ends is stopped after 5 s."];
    case "failed":
      return ["", event.message];
    case "said":
    case "reset":
      return [event.text];
    default:
      return [];
  }
}
