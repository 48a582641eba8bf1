// `npm run check -- --watch` as a learner has it: in a terminal of its own, and with pipes.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { copyOfCourse, endWatches, startWatch } from "./watched-course.ts";

let course: string;
beforeEach(() => (course = copyOfCourse()));
afterEach(() => {
  endWatches();
  rmSync(course, { recursive: true, force: true });
});

const answer = (): string => join(course, "exercises", "02-counter", "counter.ts");
const solve = (): void =>
  copyFileSync(join(course, "solutions", "02-counter", "counter.ts"), answer());

interface Kept {
  readonly at: string;
  readonly exercises: Record<string, { state: string; hints: number; solved?: { hints: number } }>;
}
const kept = (): Kept =>
  JSON.parse(readFileSync(join(course, ".headgate", "progress.json"), "utf8")) as Kept;

describe("in a terminal", () => {
  test("a learner asks for a hint, solves, sees the reference answer, goes on, and comes back tomorrow", async () => {
    const watch = startWatch(course, ["counter"]);
    await watch.shows("0 of 3 visible checks passed");
    expect(watch.screen()).not.toContain("Hint:");
    watch.type("h");
    await watch.shows("hint 1/3");
    watch.type("s");
    await watch.shows("Not yet: the reference answer");
    solve();
    await watch.shows("All 3 visible checks passed");
    expect(watch.screen()).toContain("✓ 1 of 7");
    expect(watch.screen()).toContain("Well done. Next, when you like: ");
    watch.type("s");
    await watch.shows("one way of several");
    watch.type("l");
    await watch.shows("✓ done                  counter");
    watch.type("7");
    await watch.shows("exercises/02-never-more-than-asked/README.md");
    watch.type("q");
    expect(await watch.ended()).toEqual({ code: 0, restored: true });
    expect(kept()).toMatchObject({
      at: "never-more-than-asked",
      exercises: { counter: { state: "done", hints: 1, solved: { hints: 1 } } },
    });
    const tomorrow = startWatch(course, []);
    await tomorrow.shows("exercises/02-never-more-than-asked/README.md");
    expect(tomorrow.screen()).toContain("✓ 1 of 7");
    tomorrow.type("\u0003");
    expect(await tomorrow.ended()).toEqual({ code: 0, restored: true });
  });

  test("a reset asks first, keeps what was written, and brings back the stub", async () => {
    const stub = readFileSync(answer(), "utf8");
    const watch = startWatch(course, ["counter"]);
    await watch.shows("0 of 3 visible checks passed");
    writeFileSync(answer(), "mine, half a");
    await watch.shows("cannot be compiled");
    watch.type("r");
    await watch.shows("Put counter.ts back as it was handed out?");
    watch.type("\r");
    await watch.shows("Nothing was reset.");
    expect(readFileSync(answer(), "utf8")).toBe("mine, half a");
    watch.type("ry");
    await watch.shows("What you had is in .headgate/kept/02-counter-");
    await watch.shows("✗ not yet  hands out");
    expect(readFileSync(answer(), "utf8")).toBe(stub);
    const folder = join(course, ".headgate", "kept");
    const [name = ""] = readdirSync(folder);
    expect(readFileSync(join(folder, name), "utf8")).toBe("mine, half a");
    watch.type("q");
    expect(await watch.ended()).toEqual({ code: 0, restored: true });
  });

  test("a save ends the run of an endless loop, and of two saves only the last is told", async () => {
    const watch = startWatch(course, ["counter"]);
    await watch.shows("0 of 3 visible checks passed");
    writeFileSync(answer(), "for (;;) {}\nexport const counter = 1;\n");
    await watch.shows("Checking … a check that never ends");
    writeFileSync(answer(), "export const counter: = \n");
    await watch.shows("cannot be compiled");
    solve();
    await watch.shows("All 3 visible checks passed");
    expect(watch.all()).not.toContain("took too long");
    watch.type("q");
    expect((await watch.ended()).code).toBe(0);
  });

  test("is drawn anew for another size, and waits for a file that is gone", async () => {
    const watch = startWatch(course, ["counter"]);
    await watch.shows("0 of 3 visible checks passed");
    watch.resize(50, 40);
    const widest = () =>
      Math.max(
        ...watch
          .screen()
          .split("\n")
          .map((line) => line.length),
      );
    await vi.waitFor(() => expect(widest()).toBeLessThan(50), { timeout: 10_000 });
    rmSync(answer());
    await watch.shows("counter.ts is not there. `r` puts it back");
    watch.type("ry");
    await watch.shows("0 of 3 visible checks passed");
    watch.type("q");
    expect(await watch.ended()).toEqual({ code: 0, restored: true });
  });

  test("goes on when it is suspended and nobody is there to continue it", async () => {
    const watch = startWatch(course, ["counter"]);
    await watch.shows("0 of 3 visible checks passed");
    watch.type("\u001a");
    await vi.waitFor(() => expect(watch.all().split("\u001b[?25l")).toHaveLength(3), 10_000);
    watch.type("h");
    await watch.shows("hint 1/3");
    watch.type("q");
    expect(await watch.ended()).toEqual({ code: 0, restored: true });
  });

  test("gives the terminal back when it is ended from outside", async () => {
    const watch = startWatch(course, ["counter"]);
    await watch.shows("0 of 3 visible checks passed");
    watch.kill("SIGTERM");
    expect(await watch.ended()).toEqual({ code: 143, restored: true });
    expect(watch.all()).toMatch(/\u001b\[\?25h\s*$/);
  });

  test("goes on when the course has lost another exercise", async () => {
    const watch = startWatch(course, ["counter"]);
    await watch.shows("0 of 3 visible checks passed");
    rmSync(join(course, "exercises", "02-finite-feed"), { recursive: true });
    const statement = join(course, "exercises", "02-counter", "README.md");
    writeFileSync(statement, `${readFileSync(statement, "utf8")}\nMore.\n`);
    watch.type("l");
    await watch.shows("finite-feed");
    watch.type("5");
    await watch.shows("finite-feed.ts is not there.");
    watch.type("p");
    await watch.shows("0 of 3 visible checks passed");
    watch.type("q");
    expect(await watch.ended()).toEqual({ code: 0, restored: true });
  });

  test("what is no progress is moved aside and said", async () => {
    mkdirSync(join(course, ".headgate"));
    writeFileSync(join(course, ".headgate", "progress.json"), "{ half a");
    const watch = startWatch(course, ["counter"]);
    await watch.shows("it was moved to");
    watch.type("q");
    expect((await watch.ended()).code).toBe(0);
    expect(kept().at).toBe("counter");
  });
});

describe("with pipes", () => {
  test("prints one verdict after the other and takes no keys, until its input ends", async () => {
    const watch = startWatch(course, ["counter"], { terminal: false });
    await watch.shows("Watching exercises/02-counter/counter.ts");
    await watch.shows("0 of 3 visible checks passed");
    expect(watch.all()).toContain("Hint: ");
    watch.type("q");
    solve();
    await watch.shows("All 3 visible checks passed");
    expect(watch.all()).not.toContain("\u001b");
    watch.closeInput();
    expect(await watch.ended()).toEqual({ code: 0 });
  });

  test("shows the first hint of its exercise, also to who has asked for none, and counts it for no other", async () => {
    const watch = startWatch(course, ["counter"]);
    await watch.shows("hint 0/3");
    watch.type("q");
    await watch.ended();
    const later = startWatch(course, ["counter"], { terminal: false });
    await later.shows("Hint: ");
    await vi.waitFor(
      () =>
        expect(kept().exercises).toMatchObject({
          counter: { hints: 1 },
          "finite-feed": { hints: 0 },
        }),
      { timeout: 30_000 },
    );
    later.closeInput();
    expect((await later.ended()).code).toBe(0);
  });

  test.each(["SIGINT", "SIGTERM"] as const)("ends at %s", async (signal) => {
    const watch = startWatch(course, ["counter"], { terminal: false });
    await watch.shows("0 of 3 visible checks passed");
    watch.kill(signal);
    expect((await watch.ended()).code).toBe(signal === "SIGINT" ? 130 : 143);
  });
});

test("without solutions the reference answer is not in this edition", async () => {
  const text = readFileSync(join(course, "solutions", "02-counter", "counter.ts"));
  rmSync(join(course, "solutions"), { recursive: true });
  writeFileSync(answer(), text);
  const watch = startWatch(course, ["counter"]);
  await watch.shows("All 3 visible checks passed");
  watch.type("s");
  await watch.shows("The reference answer is not in this edition of the course.");
  watch.type("q");
  expect((await watch.ended()).code).toBe(0);
});

test("what was solved in a notebook is done there", async () => {
  const text = readFileSync(join(course, "solutions", "02-counter", "counter.ts"), "utf8");
  const source = text.replace("export const", "const");
  const cell = {
    cell_type: "code",
    source,
    metadata: { headgate: { exercise: "02-counter", role: "answer" } },
  };
  mkdirSync(join(course, "notebooks"));
  writeFileSync(join(course, "notebooks", "02-demand.ipynb"), JSON.stringify({ cells: [cell] }));
  const watch = startWatch(course, ["finite-feed"]);
  await watch.shows("✓ 1 of 7");
  watch.type("l");
  await watch.shows("✓ done in the notebook  counter");
  watch.type("q");
  expect((await watch.ended()).code).toBe(0);
});
