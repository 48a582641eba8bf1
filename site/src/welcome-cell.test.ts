import { expect, test } from "vitest";
import { Session } from "../client/worker/session.ts";
import { compileWelcome, welcomeOutput } from "./welcome-cell.ts";

test("the front page's cell prints what the page has on record", async () => {
  const session = new Session({
    headgate: () => import("headgate"),
    "@headgate/quakes": () => import("@headgate/quakes"),
  });
  const lines: unknown[] = [];
  const console = { log: (line: unknown) => lines.push(line) };
  const cell = compileWelcome();
  expect(session.missing(cell)).toBeUndefined();
  await session.run(cell, "cell-1.js", { console, resume: () => {} });
  expect(lines.join("\n")).toBe(welcomeOutput);
});
