import { producer, type ProducerDefinition, type StageContext } from "./definitions.ts";
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

    const take = (events: Out[], demand: number): Out[] => {
      if (events.length === demand || !stage.isAlive) return events;
      isDone = true;
      stage.complete();
      return events;
    };

    return {
      handleDemand: (demand) => {
        if (isDone) return [];
        if (!isAsync) return take(takeSync(iterator as Iterator<Out>, demand), demand);
        return takeAsync(stage, iterator as AsyncIterator<Out>, demand).then((events) =>
          take(events, demand),
        );
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

/** Up to `demand` events; fewer when the source has ended. */
function takeSync<Out>(iterator: Iterator<Out>, demand: number): Out[] {
  const events: Out[] = [];
  while (events.length < demand) {
    const next = iterator.next();
    if (next.done) break;
    events.push(next.value);
  }
  return events;
}

/** As `takeSync`; when the stage was killed meanwhile, and its `terminate` did not run, it closes the source. */
async function takeAsync<Out>(
  stage: StageContext,
  iterator: AsyncIterator<Out>,
  demand: number,
): Promise<Out[]> {
  const events: Out[] = [];
  while (events.length < demand) {
    const next = await iterator.next();
    if (next.done) break;
    events.push(next.value);
    if (stage.isAlive) continue;
    await iterator.return?.();
    break;
  }
  return events;
}
