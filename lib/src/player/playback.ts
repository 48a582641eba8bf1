/** What goes on by itself: it is called with the ms since it began, and answers whether to go on. */
export type Frame = (elapsed: number) => boolean;

/** Runs one thing at a time, frame by frame, as long as its element can be seen. */
export class Playback {
  readonly #element: Element;
  #request = 0;
  #stopped: (() => void) | undefined;

  constructor(element: Element) {
    this.#element = element;
  }

  /** Stops what runs and runs this instead; `stopped` is called when it ends, for whatever reason. */
  run(frame: Frame, stopped: () => void): void {
    this.stop();
    this.#stopped = stopped;
    document.addEventListener("visibilitychange", this.#hidden);
    let began: number | undefined;
    const next = (now: number): void => {
      began ??= now;
      if (this.#element.isConnected && frame(now - began)) {
        // The frame may itself have stopped it, or begun something else.
        if (this.#stopped === stopped) this.#request = requestAnimationFrame(next);
      } else if (this.#stopped === stopped) this.stop();
    };
    this.#request = requestAnimationFrame(next);
  }

  stop(): void {
    const stopped = this.#stopped;
    if (stopped === undefined) return;
    this.#stopped = undefined;
    cancelAnimationFrame(this.#request);
    document.removeEventListener("visibilitychange", this.#hidden);
    stopped();
  }

  readonly #hidden = (): void => {
    if (document.hidden) this.stop();
  };
}
