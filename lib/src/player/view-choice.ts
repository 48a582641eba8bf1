import { make } from "./make-element.ts";
import type { PlayerView } from "./options.ts";

/** The views as a group of radio buttons. */
export class ViewChoice {
  readonly element: HTMLElement;
  readonly #radios: ReadonlyMap<PlayerView, HTMLInputElement>;

  constructor(
    views: readonly (readonly [PlayerView, string])[],
    choose: (view: PlayerView) => void,
  ) {
    const radios = views.map(([view]) => {
      const radio = make("input", { type: "radio", name: "view", value: view });
      radio.addEventListener("change", () => choose(view));
      return [view, radio] as const;
    });
    this.#radios = new Map(radios);
    this.element = make(
      "fieldset",
      {},
      make("legend", {}, "View:"),
      ...views.map(([view, name]) => make("label", {}, this.#radios.get(view)!, name)),
    );
  }

  /** Offers these alone, and has one of them chosen. */
  show(view: PlayerView, offered: (view: PlayerView) => boolean): void {
    for (const [name, radio] of this.#radios) {
      radio.parentElement!.hidden = !offered(name);
      radio.checked = name === view;
    }
  }
}
