import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bench } from "./intake.fixture.ts";
import { almostAnswers, overlookedIn } from "./overlooked.ts";
import { zipOfTexts } from "./zip.fixture.ts";

const { put, folder, take } = bench();
const slugs = ["counter", "finite-feed"];
const answer = "export const counter = 1;";

test.each([
  ["Counter.ts", "counter"],
  ["counter.TS", "counter"],
  ["counter (1).ts", "counter"],
  ["counter - Copy.ts", "counter"],
  ["02-counter.ts", "counter"],
  ["ada_counter_final.ts", "counter"],
  ["counter.ts.txt", "counter"],
  ["counter.txt", "counter"],
  ["counter.js", "counter"],
  ["finiteFeed.ts", "finite-feed"],
  ["finite_feed.ts", "finite-feed"],
  ["counter.ts", undefined],
  ["counter.test.ts", undefined],
  ["counter.hidden.test.ts", undefined],
  ["counters.ts", undefined],
  ["notes on counter.txt", undefined],
  ["counter.md", undefined],
  ["counter", undefined],
])("%s seems to answer %s", (name, slug) => expect(almostAnswers(name, slugs)).toBe(slug));

describe("what is overlooked", () => {
  const told = (): string[] => overlookedIn(join(folder(), "ada"), slugs).map((it) => it.message);

  test("is a file called almost as an answer that is not there", () => {
    put("ada/week-1/Counter.ts", answer);
    put("ada/finite-feed.ts", answer);
    put("ada/Finite-Feed-old.ts", answer);
    expect(told()).toEqual([
      "week-1/Counter.ts may answer counter, but is not called counter.ts, so it was not graded.",
    ]);
  });

  test("is a source, where none is called as any answer", () => {
    put("ada/answer.ts", answer);
    const wanted = [
      "answer.ts is not called as any exercise is (counter.ts), so it was not graded.",
    ];
    expect(told()).toEqual(wanted);
    put("ada/counter.ts", answer);
    expect(told()).toEqual([]);
  });

  test("is an archive that is not read, and nothing hidden, linked or of a system", () => {
    put("ada/work.rar", "");
    for (const name of [".git/counter (1).ts", "node_modules/Counter.ts", "__MACOSX/Counter.ts"])
      put(`ada/${name}`, "");
    symlinkSync(put("Counter.ts", ""), join(folder(), "ada/Counter.ts"));
    expect(told()).toEqual(["work.rar is an archive that is not read; ask for a zip."]);
  });

  test("is told of folders, of loose files and of what came in a zip", async () => {
    put("class/ada/Counter.ts", answer);
    put("class/bob.zip", zipOfTexts({ "counter.ts.txt": answer }));
    put("class/cy.zip", zipOfTexts({ "counter.ts": answer }));
    put("loose/ada.ts", answer);
    const folders = await take("class", { slugs });
    const loose = await take("loose", { slugs });
    const lines = [...folders.submissions, ...loose.submissions].map(({ attempts }) =>
      (attempts[0]!.unreadable ?? []).map(({ message }) =>
        message.split(" ").slice(0, 4).join(" "),
      ),
    );
    const one = [
      ["Counter.ts may answer counter,"],
      ["bob.zip/counter.ts.txt may answer counter,"],
    ];
    expect(lines).toEqual([...one, [], ["ada.ts is not called"]]);
  });
});
