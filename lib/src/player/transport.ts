import { eased, stepsPerSecond, travelMs } from "./pace.ts";
import { Playback } from "./playback.ts";

/** What a transport moves. */
export interface Moved {
  /** Where it stands, and where its end is. */
  place(): { readonly position: number; readonly length: number };
  /** Whether a token is to be seen on its way. */
  hasMotion(): boolean;
  /** Goes to a position whose step is so far on its way. */
  go(position: number, done: number): void;
  /** The same position, with its step further on its way. */
  travel(done: number): void;
  /** It plays from now on, or no more. */
  onPlaying(isPlaying: boolean): void;
}

/** Steps and plays: moves on with time. */
export class Transport {
  speed = 1;
  readonly #moved: Moved;
  readonly #playback: Playback;
  #isPlaying = false;

  /** `element`: moves nothing once this has left the page. */
  constructor(element: Element, moved: Moved) {
    this.#moved = moved;
    this.#playback = new Playback(element);
  }

  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  /** Whatever is on its way comes to rest. */
  stop(): void {
    this.#playback.stop();
  }

  /** One step on, whose token is seen on its way. */
  step(): void {
    this.stop();
    const moved = this.#moved;
    const { position, length } = moved.place();
    if (position >= length) return;
    const hasMotion = moved.hasMotion();
    moved.go(position + 1, hasMotion ? 0 : 1);
    if (!hasMotion) return;
    const travels = travelMs(1);
    this.#playback.run(
      (elapsed) => {
        moved.travel(eased(Math.min(1, elapsed / travels)));
        return elapsed < travels;
      },
      () => moved.travel(1),
    );
  }

  /** Step after step to the end; from the end, all over again. */
  play(): void {
    this.stop();
    const moved = this.#moved;
    const { position: start, length } = moved.place();
    const from = start < length ? start : 0;
    if (from !== start) moved.go(from, 1);
    this.#tell(true);
    const each = 1000 / stepsPerSecond(this.speed);
    const travels = travelMs(this.speed);
    // Shorter than that it would only flicker.
    const hasMotion = moved.hasMotion() && travels > 60;
    this.#playback.run(
      (elapsed) => {
        const position = Math.min(length, from + 1 + Math.floor(elapsed / each));
        const since = elapsed - (position - from - 1) * each;
        const done = hasMotion ? eased(Math.min(1, since / travels)) : 1;
        if (position !== moved.place().position) moved.go(position, done);
        else if (hasMotion) moved.travel(done);
        return position < length || done < 1;
      },
      () => {
        this.#tell(false);
        moved.travel(1);
      },
    );
  }

  #tell(isPlaying: boolean): void {
    this.#isPlaying = isPlaying;
    this.#moved.onPlaying(isPlaying);
  }
}
