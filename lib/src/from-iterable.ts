import { producer, type ProducerDefinition } from "./definitions.ts";
import { quoted } from "./errors.ts";
import { isThenable } from "./thenable.ts";

/** How a source from an iterable behaves. */
export interface FromIterableOptions {
  /** What happens when the last consumer leaves: go on, or stop "normal" (E-3). Default: "continue". */
  readonly onCancel?: "continue" | "stop";
}

/**
 * A producer that takes its events from an iterable or async iterable: exactly as many as it is asked
 * for (E-1). When the iterable ends, the producer stops with "normal", behind its last event.
 *
 * @param source is iterated once by each stage that is started with the definition.
 * @throws {TypeError} if `source` is not iterable.
 * @example
 * const letters = fromIterable(["a", "b", "c"]);
 * console.assert(letters.kind === "producer");
 */
export function fromIterable<Out>(
  source: Iterable<Out> | AsyncIterable<Out>,
  options: FromIterableOptions = {},
): ProducerDefinition<Out> {
  const { onCancel = "continue" } = options;
  if (onCancel !== "continue" && onCancel !== "stop") {
    throw new TypeError(
      `Expected \`onCancel\` to be "continue" or "stop", got ${quoted(onCancel)}`,
    );
  }
  const given = source as Partial<Iterable<Out> & AsyncIterable<Out>> | null | undefined;
  const isAsync = typeof given?.[Symbol.asyncIterator] === "function";
  if (!isAsync && typeof given?.[Symbol.iterator] !== "function") {
    throw new TypeError(
      `Expected fromIterable() to be given an iterable or async iterable, got ${quoted(source)}`,
    );
  }
  return producer<Out>((stage) => {
    const iterator = isAsync
      ? (source as AsyncIterable<Out>)[Symbol.asyncIterator]()
      : (source as Iterable<Out>)[Symbol.iterator]();
    let isDone = false;
    let consumers = 0;

    const end = (events: Out[]): Out[] => {
      isDone = true;
      stage.complete();
      return events;
    };
    const takeSync = (demand: number): Out[] => {
      const events: Out[] = [];
      while (events.length < demand) {
        const next = (iterator as Iterator<Out>).next();
        if (next.done) return end(events);
        events.push(next.value);
      }
      return events;
    };
    const takeAsync = async (demand: number): Promise<Out[]> => {
      const events: Out[] = [];
      while (events.length < demand) {
        const next = await (iterator as AsyncIterator<Out>).next();
        if (next.done) return end(events);
        events.push(next.value);
      }
      return events;
    };

    return {
      handleDemand: (demand) => {
        if (isDone) return [];
        return isAsync ? takeAsync(demand) : takeSync(demand);
      },
      handleSubscribe: () => {
        consumers++;
      },
      handleCancel: () => {
        consumers--;
        if (onCancel === "stop" && consumers === 0) stage.stop("normal");
      },
      terminate: () => {
        if (isDone) return;
        isDone = true;
        const closed: unknown = iterator.return?.();
        // The stage is gone: nobody is left who could be told that closing an async source failed.
        if (isThenable(closed)) closed.then(undefined, () => {});
      },
    };
  });
}
