import { afterEach, expect, test } from "vitest";
import { endJailsWithUs } from "./jail.ts";
import { freshJailScript, yardWith } from "./jail.fixture.ts";

const script = freshJailScript();
const events = ["exit", "SIGINT", "SIGTERM", "SIGHUP"] as const;
const before = events.map((event) => process.listeners(event as "exit"));
const added = (event: (typeof events)[number]) =>
  process
    .listeners(event as "exit")
    .filter((listener) => !before[events.indexOf(event)]!.includes(listener));
afterEach(() => {
  for (const event of events) for (const it of added(event)) process.off(event as "exit", it);
});

test("endJailsWithUs ends every jail when the command exits by itself", async () => {
  const yard = (await yardWith("process", script.path))!;
  const jail = yard.next();
  expect(await jail.ready).toBe(true);
  endJailsWithUs();
  const [atExit] = added("exit");
  atExit!(0);
  expect(await jail.order({ op: "load", code: "for (;;) {}", seed: 1 }, 20_000)).toMatchObject({
    death: { cause: "memory", how: "signal SIGKILL" },
  });
  yard.close();
});
