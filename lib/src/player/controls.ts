import { count } from "../show/paint/words.ts";
import { keyOf, type Command } from "./keys.ts";
import { LiveText, make } from "./make-element.ts";
import { speedsFor, stepsPerSecond } from "./pace.ts";

/** What the controls ask of the player. */
export interface ControlHandlers {
  readonly command: (command: Command) => void;
  readonly scrub: (position: number) => void;
  readonly speed: (speed: number) => void;
}

/** The buttons, the speed and the scrubber. */
export class Controls {
  readonly element: HTMLElement;
  readonly #play: HTMLButtonElement;
  readonly #playWords = new LiveText();
  readonly #back: HTMLButtonElement;
  readonly #forward: HTMLButtonElement;
  readonly #speed: HTMLSelectElement;
  readonly #range: HTMLInputElement;
  #length = 0;
  #speeds = "";

  constructor({ command, scrub, speed }: ControlHandlers) {
    const button = (asks: Command, name: string, ...words: (Node | string)[]) => {
      const made = make("button", { type: "button", title: `${name} (${keyOf[asks]})` }, ...words);
      made.addEventListener("click", () => command(asks));
      return made;
    };
    this.#back = button("back", "Step back", "◂ Back");
    this.#play = button("play", "Play or pause", this.#playWords.node);
    this.#forward = button("forward", "Step", "Step ▸");
    this.#speed = make("select", {});
    this.#speed.addEventListener("change", () => speed(Number(this.#speed.value)));
    this.#range = make("input", {
      type: "range",
      min: "0",
      step: "1",
      "aria-label": "Position in the run",
    });
    this.#range.addEventListener("input", () => scrub(Number(this.#range.value)));
    const speedLabel = make("label", {}, "Speed ", this.#speed);
    this.element = make(
      "div",
      { class: "controls" },
      this.#back,
      this.#play,
      this.#forward,
      speedLabel,
      this.#range,
    );
  }

  /** Fits them to a run of so many steps, at a speed. */
  fit(length: number, speed: number): void {
    this.#length = length;
    this.#range.max = String(length);
    const speeds = speedsFor(length);
    // New options would close a list that is open.
    if (speeds.join() === this.#speeds && Number(this.#speed.value) === speed) return;
    this.#speeds = speeds.join();
    this.#speed.replaceChildren(
      ...speeds.map((one) => {
        const words = `${one}×: ${count(stepsPerSecond(one))} steps/s`;
        const option = make("option", { value: String(one) }, words);
        option.selected = one === speed;
        return option;
      }),
    );
  }

  show(position: number, words: string): void {
    if (Number(this.#range.value) !== position) this.#range.value = String(position);
    this.#range.setAttribute("aria-valuetext", words);
    // A disabled button would lose the focus to nobody.
    setOff(this.#back, position === 0);
    setOff(this.#forward, position === this.#length);
  }

  set isPlaying(isPlaying: boolean) {
    this.#playWords.set(isPlaying ? "❚❚ Pause" : "▶ Play");
  }
}

function setOff(button: HTMLButtonElement, isOff: boolean): void {
  const value = String(isOff);
  if (button.getAttribute("aria-disabled") !== value) button.setAttribute("aria-disabled", value);
}
