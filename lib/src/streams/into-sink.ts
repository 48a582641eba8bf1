import { consumer, type ConsumerDefinition } from "../definitions.ts";
import { whenEnded } from "../end-process.ts";
import { describeReason, type StageError } from "../errors.ts";
import type { Stage } from "../stage.ts";

/** Something outside the stages that events are written to. */
export interface Sink<In> {
  /** Writes one event. Answers a promise where it is full behind that: kept once there is room again. */
  write(event: In): PromiseLike<unknown> | undefined;
  /** Nothing more comes. Answers a promise of when all is written. */
  close(): PromiseLike<unknown> | undefined;
  /** The stage ended otherwise than by "normal". */
  abort(error: StageError): void;
}

/**
 * A consumer that writes to a sink, and asks for no more while that is full. When it ends with
 * "normal" the sink is closed, and the system is not idle before that is done; otherwise it is aborted.
 *
 * @param open is called when the stage starts. By what it is given the sink fails unasked.
 */
export function intoSink<In>(
  open: (fail: (error: unknown) => void) => Sink<In>,
): ConsumerDefinition<In> {
  return consumer<In>((context) => {
    const stage = context as Stage;
    const sink = open((error) => {
      stage.callback = "handleEvents";
      stage.crash(error);
    });
    const writeFrom = (events: In[], index: number): PromiseLike<unknown> | undefined => {
      for (let i = index; i < events.length; i++) {
        const hasRoom = sink.write(events[i] as In);
        if (hasRoom !== undefined) return hasRoom.then(() => writeFrom(events, i + 1));
      }
      return undefined;
    };
    whenEnded(stage, (error) => end(stage, sink, error as StageError));
    return { handleEvents: (events) => writeFrom(events, 0) };
  });
}

function end({ loop, system, name }: Stage, sink: Sink<never>, error: StageError): void {
  if (error.reason !== "normal") {
    sink.abort(error);
    return;
  }
  const worker = { waitCount: 0, isAtWork: false };
  const ended = (): void => {
    loop.resumed(worker);
    loop.runSoon();
  };
  loop.suspended(worker);
  Promise.resolve(sink.close()).then(ended, (failure: unknown) => {
    system.report(`What stage "${name}" has written is not complete: ${describeReason(failure)}`);
    ended();
  });
}
