import { expect, test } from "vitest";
import { checkOptions, type PlayerOptions } from "./options.ts";

const panel = { label: "", recording: { entries: [], truncated: 0 } };

test.each([
  [{ title: 5, panels: [panel] }, "Expected `title` to be a string, got `5`"],
  [{ title: "", panels: [] }, "Expected `panels` to be a list of 1 to 4 runs, got `0`"],
  [
    { title: "", panels: [panel, panel, panel, panel, panel] },
    "Expected `panels` to be a list of 1 to 4 runs, got `5`",
  ],
  [
    { title: "", panels: [{ label: "" }] },
    "Expected `recording` of each of `panels` to be what `record` answers, got `undefined`",
  ],
])("checkOptions refuses %j", (options, message) => {
  expect(() => checkOptions(options as unknown as PlayerOptions)).toThrow(message);
});
