import type { Sample } from "headgate/live";
import { mountPlayer, type Player } from "headgate/player";
import type { Heard } from "./heard.ts";

const title = "The last minute";

/** The player, which follows what is heard until its reader goes to another moment. */
export class Follower {
  readonly #host: HTMLElement;
  readonly #heard: Heard;
  readonly #onShow: (sample: Sample | undefined) => void;
  readonly #onFollowing: (isFollowing: boolean) => void;
  #player: Player | undefined;
  #shown: readonly Sample[] = [];
  #isLoading = false;
  #isFollowing = true;

  /** `onShow`: the sample that is to be seen now; none before the first. */
  constructor(
    host: HTMLElement,
    heard: Heard,
    on: {
      readonly show: (sample: Sample | undefined) => void;
      readonly following: (isFollowing: boolean) => void;
    },
  ) {
    this.#host = host;
    this.#heard = heard;
    this.#onShow = on.show;
    this.#onFollowing = on.following;
  }

  get isFollowing(): boolean {
    return this.#isFollowing;
  }

  /** Goes along with what is heard, or stays with what is shown now. */
  set isFollowing(isFollowing: boolean) {
    if (isFollowing === this.#isFollowing) return;
    this.#isFollowing = isFollowing;
    this.#onFollowing(isFollowing);
    this.refresh();
  }

  /** Shows the latest, where it follows and there is anything new. */
  refresh(): void {
    if (!this.#isFollowing || !this.#heard.hasNews) return;
    const samples = this.#heard.take();
    this.#shown = samples;
    // What somebody else has moved the player to is not the reader's wish to stay there.
    this.#isLoading = true;
    this.#show(samples);
    this.#isLoading = false;
    this.#onShow(samples.at(-1));
  }

  #show(samples: readonly Sample[]): void {
    this.#host.hidden = false;
    const options = { title, panels: [{ label: "", samples }], step: samples.length };
    if (this.#player !== undefined) {
      this.#player.load(options);
      return;
    }
    this.#player = mountPlayer(this.#host, options);
    this.#player.onSeek((position) => this.#onSeek(position));
  }

  #onSeek(position: number): void {
    if (this.#isLoading) return;
    this.#onShow(this.#shown[position - 1]);
    if (position < this.#shown.length) this.isFollowing = false;
  }

  /** Empties it for another system, which it follows from its first sample on. */
  clear(): void {
    this.#host.hidden = true;
    this.#shown = [];
    this.#onShow(undefined);
    this.isFollowing = true;
  }
}
