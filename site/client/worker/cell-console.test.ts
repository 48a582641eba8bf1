import { Console } from "node:console";
import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { ConsoleState, makeConsole } from "./cell-console.ts";

function use(console: Console): void {
  console.log("%s asks for %d", "desk", 3, { min: 1 });
  console.group("feed");
  console.info([1, 2]);
  console.group();
  console.log("two\nlines");
  console.groupEnd();
  console.warn("late");
  console.groupEnd();
  console.count();
  console.count("asks");
  console.count();
  console.assert(true, "holds");
  console.assert(Number.isNaN(5), "must hold: %d", 5);
  console.assert(false);
  console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 });
  console.table([{ ci: 386 }]);
  console.table("text");
  console.error(null, undefined);
}

test("a cell's console prints what Node's does", () => {
  const lines = { out: "", error: "" };
  use(makeConsole((stream, text) => (lines[stream] += `${text}\n`), new ConsoleState(), {}));
  const node = { out: "", error: "" };
  const into = (stream: "out" | "error"): Writable =>
    new Writable({
      write(chunk, _encoding, done) {
        node[stream] += String(chunk);
        done();
      },
    });
  use(new Console({ stdout: into("out"), stderr: into("error") }));
  expect(lines).toEqual(node);
});
