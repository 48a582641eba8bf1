import { expect, test } from "vitest";
import { consumer, producer, producerConsumer } from "./definitions.ts";

type Define = (init: never) => unknown;

test.each<[Define, string]>([
  [producer, "producer"],
  [producerConsumer, "producer-consumer"],
  [consumer, "consumer"],
])("%o makes a definition of its kind and does not call init", (define, kind) => {
  const init = (): never => {
    throw new Error("called");
  };
  expect(define(init as never)).toEqual({ kind, init });
});

test.each<[Define, string]>([
  [producer, "producer"],
  [producerConsumer, "producerConsumer"],
  [consumer, "consumer"],
])(
  "%o throws where it is given callbacks instead of a function that returns them",
  (define, name) => {
    const callbacks = { handleDemand: () => [], handleEvents: () => [] };
    expect(() => define(callbacks as never)).toThrow(
      new TypeError(
        `Expected ${name}() to be given a function that returns the callbacks, got object: write \`${name}((stage) => ({ … }))\``,
      ),
    );
  },
);
