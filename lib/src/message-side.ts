import { type CommonCallbacks, noReply } from "./definitions.ts";
import { exitError, quoted } from "./errors.ts";
import type { Notices } from "./notices.ts";
import type { Monitor } from "./process.ts";
import {
  Call,
  completed,
  type Reply,
  tagCall,
  tagCast,
  tagDown,
  tagExit,
  tagInfo,
  tagRequest,
} from "./protocol.ts";
import { noInfoReport } from "./report.ts";
import type { Stage } from "./stage.ts";

/** A request of the library to a stage, handled in its turn. */
export type Request = (stage: Stage) => unknown;

/** What a stage of any kind is to those who send it messages: info, casts, calls and requests. */
export class MessageSide {
  readonly #stage: Stage;
  readonly #notices: Notices;
  readonly #callbacks: CommonCallbacks<unknown>;

  constructor(stage: Stage, notices: Notices, callbacks: CommonCallbacks<unknown>) {
    this.#stage = stage;
    this.#notices = notices;
    this.#callbacks = callbacks;
  }

  receive(tag: number, a: unknown, b: unknown): void {
    switch (tag) {
      case tagInfo:
        this.#onInfo(a);
        return;
      case tagCast:
        this.#onCast(a);
        return;
      case tagCall:
        this.#onCall(a, b as Reply);
        return;
      case tagRequest:
        this.#onRequest(a as Request, b as Reply | undefined);
        return;
      case tagExit:
        this.#onInfo({ type: "exit", stage: a, reason: b });
        return;
      case tagDown:
        this.#onInfo({ type: "down", monitor: a, stage: (a as Monitor).target, reason: b });
    }
  }

  #onInfo(message: unknown): void {
    const stage = this.#stage;
    this.#notices.info("handled", message);
    if (message === completed) {
      stage.stopReason ??= { reason: "normal" };
      return;
    }
    stage.callback = "handleInfo";
    if (this.#callbacks.handleInfo) {
      stage.emitting("handleInfo", this.#callbacks.handleInfo(message));
    } else stage.system.report(noInfoReport(stage.name, message));
  }

  #onCast(message: unknown): void {
    const stage = this.#stage;
    stage.callback = "handleCast";
    if (!this.#callbacks.handleCast) {
      throw new TypeError(
        `Stage "${stage.name}" was cast ${quoted(message)} and has no \`handleCast\``,
      );
    }
    stage.emitting("handleCast", this.#callbacks.handleCast(message));
  }

  #onCall(request: unknown, reply: Reply): void {
    const stage = this.#stage;
    stage.callback = "handleCall";
    if (reply.isWithdrawn) return;
    const call = new Call(reply, stage);
    if (!reply.isOver) stage.owe(reply);
    if (!this.#callbacks.handleCall) {
      throw new TypeError(
        `Stage "${stage.name}" was called with ${quoted(request)} and has no \`handleCall\``,
      );
    }
    stage.whenSettled(this.#callbacks.handleCall(request, call), (answer) => {
      if (answer !== noReply) stage.reply(call, answer);
    });
  }

  #onRequest(request: Request, reply: Reply | undefined): void {
    const stage = this.#stage;
    if (reply === undefined) {
      request(stage);
      return;
    }
    try {
      const answer = request(stage);
      if (answer !== undefined || stage.stopReason === undefined) reply.resolve(answer);
      else reply.reject(exitError(stage.name, stage.stopReason.reason));
    } catch (error) {
      reply.reject(exitError(stage.name, error));
      throw error;
    }
  }
}
