import { afterAll, beforeAll, expect, test } from "vitest";
import { answerFrom, freshJailScript, ranIn, yardWith } from "./jail.fixture.ts";
import type { Jail } from "./jail.ts";
import type { JailYard } from "./jail-yard.ts";
import { jailedHost } from "./jailed-host.ts";
import { studentJails } from "./student-jails.ts";

const script = freshJailScript();
let yard: JailYard;
beforeAll(async () => {
  yard = (await yardWith("process", script.path))!;
});
afterAll(() => yard.close());

/** The jails of a student, and each that was taken of the yard. */
function counted(): { jails: ReturnType<typeof studentJails>; taken: Jail[] } {
  const taken: Jail[] = [];
  const next = (): Jail => {
    taken.push(yard.next());
    return taken.at(-1)!;
  };
  return { jails: studentJails({ next }), taken };
}

const mine = "deliver({ run: () => 'mine' });";

test("one process serves all answers, and ends with the last", async () => {
  const { jails, taken } = counted();
  for (let turn = 0; turn < 5; turn++) expect(await ranIn(jails, mine)).toBe("mine");
  expect(taken).toHaveLength(1);
  expect(taken[0]!.isAlive).toBe(true);
  jails.close();
  expect(taken[0]!.isAlive).toBe(false);
});

test("an answer of its own process ends it, and one that shares it does not", async () => {
  const taken: Jail[] = [];
  const nextJail = (): Jail => {
    taken.push(yard.next());
    return taken.at(-1)!;
  };
  const shared = studentJails({ next: nextJail });
  for (const from of [{ nextJail }, { jails: shared }]) {
    const host = jailedHost({ code: mine, seed: 1, timeLimitMs: 2000, ...from });
    await host.evaluate({ source: "() => 1", input: { root: null, rows: [] } });
    host.close();
  }
  expect(taken.map(({ isAlive }) => isAlive)).toEqual([false, true]);
  shared.close();
});

test.each([
  [
    "keeps the process busy without end",
    "const go = () => Promise.resolve().then(go); deliver({ run: () => (setTimeout(go, 0), 1) });",
  ],
  [
    "holds half of the memory",
    "const kept = []; deliver({ run: () => { for (let n = 0; n < 200; n++) kept.push(Array.from({ length: 2e4 }, () => n)); return 1; } });",
  ],
  [
    "holds half of the memory in buffers",
    "const kept = new Uint8Array(5e7); deliver({ run: () => kept.fill(1)[0] });",
  ],
  ["was stopped by the clock", "deliver({ run: () => { for (;;) {} } });"],
  ["fails while it is loaded in a loop", "for (;;) {}"],
])("an answer that %s leaves the next one alone", async (_, code) => {
  const { jails, taken } = counted();
  await answerFrom(jails, code, { timeLimitMs: 700 })
    .evaluate(({ run }) => run!())
    .catch(() => {});
  // What is left begins only when the answer has been given.
  await new Promise((done) => setTimeout(done, 20));
  const host = answerFrom(jails, mine, { timeLimitMs: 700 });
  expect(await host.evaluate(({ run }) => run!())).toBe("mine");
  expect(taken).toHaveLength(2);
  expect(taken[0]!.isAlive).toBe(false);
  jails.close();
});

test("a process whose order nobody waits for any more is not given to the next", async () => {
  const { jails, taken } = counted();
  const jail = await jails.acquire();
  const evaluation = { source: "() => new Promise(() => {})", input: { root: null, rows: [] } };
  await jail.order({ op: "load", code: mine, seed: 1 }, 5000);
  const forgotten = jail.order({ op: "evaluate", evaluation }, 5000);
  await new Promise((done) => setTimeout(done, 0));
  expect(await ranIn(jails, mine)).toBe("mine");
  expect(await forgotten).toMatchObject({ death: { cause: "ended" } });
  expect(taken).toHaveLength(2);
  jails.close();
});

test("an answer that is given neither a jail nor jails says so", async () => {
  const host = jailedHost({ code: mine, seed: 1, timeLimitMs: 700 });
  const reply = host.evaluate({ source: "() => 1", input: { root: null, rows: [] } });
  await expect(reply).rejects.toThrow("Expected `nextJail` or `jails`, got neither.");
});
