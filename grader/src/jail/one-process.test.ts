import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { answerFrom, freshJailScript, ranIn, yardWith } from "./jail.fixture.ts";
import type { Jail } from "./jail.ts";
import type { JailYard } from "./jail-yard.ts";
import { studentJails, type StudentJails } from "./student-jails.ts";
import { inHand, reachable } from "./walk.fixture.ts";

const script = freshJailScript();
let yard: JailYard;
let jails: StudentJails;
let taken: Jail[] = [];
beforeAll(async () => {
  yard = (await yardWith("process", script.path))!;
});
beforeEach(() => {
  taken = [];
  const next = (): Jail => {
    const jail = yard.next();
    taken.push(jail);
    return jail;
  };
  jails = studentJails({ next });
  return () => jails.close();
});
afterAll(() => yard.close());

/** Runs two answers in one process, one behind the other, and gives back what the second says. */
async function second(first: string, then: string): Promise<unknown> {
  await ranIn(jails, first).catch(() => {});
  const said = await ranIn(jails, then);
  expect(taken).toHaveLength(1);
  return said;
}

const walking = `${inHand}\n${reachable}
  const all = async () => reachable([["globalThis", globalThis], ["headgateModule", headgateModule], ["deliver", deliver],
    ["headgate", headgateModule("headgate")], ["show", headgateModule("headgate/show")],
    ["quakes", headgateModule("@headgate/quakes")], ["check", headgateModule("@headgate/check")],
    ...(await inHand(headgateModule("headgate")))]);`;

test("nothing that an answer can reach and change is there for the next", async () => {
  const mark = `${walking} deliver({ run: async () => {
    const marked = [];
    for (const [value, path] of await all()) {
      try { Object.defineProperty(value, "mark", { value: 1 }); marked.push(path); } catch {}
      try { if (value instanceof Map) Map.prototype.set.call(value, "mark", 1); } catch {}
    }
    return marked.length;
  } });`;
  const find = `${walking} deliver({ run: async () => Array.from(await all())
    .filter(([value]) => Object.hasOwn(value, "mark") || (value instanceof Map && Map.prototype.has.call(value, "mark")))
    .map(([, path]) => path) });`;
  expect(await ranIn(jails, mark)).toBeGreaterThan(100);
  expect(await ranIn(jails, find)).toEqual([]);
  expect(taken).toHaveLength(1);
});

test.each([
  ["a global", "globalThis.left = 1; var left2 = 1;", "typeof left + typeof left2"],
  [
    "a patched global",
    "globalThis.setTimeout = 1; console.log = 1;",
    "typeof setTimeout + typeof console.log",
  ],
  ["a patched prototype", "Array.prototype.push = 1;", "typeof [].push"],
  ["a patched static", "Promise.resolve = 1;", "typeof Promise.resolve"],
  [
    "a patched library",
    "headgateModule('headgate').System = 1;",
    "typeof headgateModule('headgate').System",
  ],
  [
    "a patched class of it",
    "headgateModule('headgate').System.prototype.start = 1;",
    "typeof headgateModule('headgate').System.prototype.start",
  ],
  ["a patched Date", "Date.now = 1; Math.random = 1;", "typeof Date.now + typeof Math.random"],
])("%s does not outlive its answer", async (_, first, then) => {
  const clean = await ranIn(jails, `deliver({ run: () => ${then} });`);
  expect(clean).toMatch(/^(function|undefined)+$/);
  expect(await second(`deliver({ run() {} }); ${first}`, `deliver({ run: () => ${then} });`)).toBe(
    clean,
  );
});

test("timers of an answer never call back in the time of the next", async () => {
  const first = `const { System, producer, consumer } = headgateModule("headgate");
    setInterval(() => console.log("left"), 1); setTimeout(() => { throw new Error("left") }, 20);
    const again = () => setImmediate(again); again();
    AbortSignal.timeout(20).addEventListener("abort", () => console.log("left"));
    const late = consumer((stage) => { stage.sendAfter(20, "late"); return { handleEvents() {}, handleInfo: () => console.log("left") }; });
    new System().start(late);
    deliver({ run: () => 1 });`;
  await ranIn(jails, first);
  const host = answerFrom(
    jails,
    "deliver({ run: () => new Promise((done) => setTimeout(() => done('mine'), 60)) });",
  );
  expect(await host.evaluate(({ run }) => run!())).toBe("mine");
  expect(taken).toHaveLength(1);
});

test("what an answer left unresolved says nothing for the next", async () => {
  const first = `let done; deliver({ run: () => { (async () => { await new Promise((it) => { done = it; setTimeout(it, 5); });
    deliver({ run: () => "the first" }); })(); return 1; } });`;
  const then =
    "deliver({ run: () => new Promise((it) => setTimeout(() => it('the second'), 20)) });";
  expect(await second(first, then)).toBe("the second");
});

test("an answer's own `deliver` is of no use once it is gone", async () => {
  const first = "Object.freeze(deliver); globalThis.kept = deliver; deliver({ run: () => 1 });";
  expect(await second(first, "deliver({ run: () => typeof kept });")).toBe("undefined");
});

test("an answer cannot bend what the function of a check sees", async () => {
  const code = `const tried = [() => { globalThis.Array = 1; }, () => { Array.isArray = () => false; }, () => { Date.now = () => 7; },
      () => { Math.random = () => 7; }, () => { globalThis.console = 7; }, () => { globalThis.setTimeout = 7; },
      () => { headgateModule("headgate").System = 7; }, () => { headgateModule("@headgate/quakes").week[0].id = 7; }];
    for (const attempt of tried) try { attempt(); } catch {}
    deliver({ run: () => 1 });`;
  const seen = await answerFrom(jails, code).evaluate(({ run }, { System, week }) => [
    run!(),
    Array.isArray([]),
    Date.now() > 7,
    Math.random() < 1,
    typeof console.log,
    typeof setTimeout,
    typeof System,
    week[0]!.id === "7",
  ]);
  expect(seen).toEqual([1, true, true, true, "function", "function", "function", false]);
});

test("the function of a check may use the same names as everywhere, and is told of others", async () => {
  const mine = answerFrom(jails, "deliver({});");
  const known = await mine.evaluate(() => [
    typeof Atomics,
    typeof FinalizationRegistry,
    typeof Intl,
    typeof structuredClone,
  ]);
  expect(known).toEqual(["object", "function", "object", "function"]);
  for (const source of [
    "() => process",
    "() => harden",
    "() => seed + 1",
    "() => { seed = 1; }",
    "() => import_1.sum",
  ]) {
    const reply = mine.evaluate(new Function(`return (${source})`)() as () => unknown);
    await expect(reply).rejects.toThrow(/uses `(process|harden|seed|sum)` inside `evaluate`/);
  }
});
