import { figures, type FigureSpec, initialValues, type Panel } from "@headgate/figures";
import { mountPlayer, type Player, type PlayerOptions } from "headgate/player";
import { record } from "headgate/show";
import { copyText } from "../page/copy-text.ts";
import { type FigureState, readAddress, writeAddress } from "./address.ts";
import { Controls } from "./controls.ts";
import { Results } from "./results.ts";

/**
 * A figure that runs in its page: controls, the player on the runs they make, what these came to, and the code with the
 * same values. Where it stands is kept in the address, so that it can be linked and comes back with the page.
 */
export class FigurePage {
  private readonly section: HTMLElement;
  private readonly spec: FigureSpec;
  private readonly controls: Controls;
  private readonly results: Results;
  private player: Player | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private state: FigureState;
  private isRunning = false;
  private isStale = false;

  constructor(section: HTMLElement) {
    this.section = section;
    this.spec = figures.find(({ slug }) => slug === section.dataset["figure"])!;
    this.state = readAddress(location.hash, this.spec);
    const form = section.querySelector<HTMLFormElement>("form")!;
    this.controls = new Controls(form, this.spec, () => this.set(this.controls.values));
    this.controls.values = this.state.values;
    this.controls.button("first-values").addEventListener("click", () => {
      this.controls.values = initialValues(this.spec);
      this.set(this.controls.values);
    });
    this.controls.button("copy-link").addEventListener("click", (event) => {
      void copyLink(event.currentTarget as HTMLElement);
    });
    this.results = new Results(section, this.spec);
    addEventListener("hashchange", () => this.follow());
    void this.run();
  }

  private set(values: FigureState["values"]): void {
    this.state = { ...this.state, values };
    this.keep();
    void this.run();
  }

  /** Goes where an address leads that the reader typed, or came back to. */
  private follow(): void {
    const { hash } = location;
    // A link to a part of the page says nothing of the figure, which stays in the address.
    if (hash !== "" && !hash.includes("=")) return this.keep();
    this.state = readAddress(location.hash, this.spec);
    this.controls.values = this.state.values;
    void this.run();
  }

  /** Runs with the present values; what is asked for meanwhile is run behind it, once. */
  private async run(): Promise<void> {
    this.isStale = true;
    if (this.isRunning) return;
    this.isRunning = true;
    try {
      while (this.isStale) {
        this.isStale = false;
        const { state } = this;
        // With the step that belongs to them: what is asked for meanwhile has its own, which these runs may not reach.
        this.show(await this.spec.run(state.values), state);
      }
    } finally {
      this.isRunning = false;
    }
  }

  private show(panels: readonly Panel[], state: FigureState): void {
    const { values, view = this.spec.view } = state;
    // A balance is seen at the end of a run, what is told step by step at its beginning.
    const { step = view === "lost" || view === "topology" ? Number.MAX_SAFE_INTEGER : 0 } = state;
    this.section.querySelector<HTMLElement>(".figure-live")!.hidden = false;
    this.section.querySelector<HTMLElement>(".gate")!.hidden = true;
    const options: PlayerOptions = {
      title: this.spec.title,
      panels: panels.map(({ label, trace }) => ({ label, recording: record(trace) })),
      view,
      step,
    };
    if (this.player === undefined) {
      const host = this.section.querySelector<HTMLElement>(".figure-player")!;
      this.player = mountPlayer(host, options);
      this.player.onSeek((position, shown) => {
        // Until the next runs are loaded it shows the last ones, and a load is no step of the reader's.
        if (this.isRunning) return;
        this.state = { ...this.state, step: position, view: shown };
        this.keep();
      });
    } else this.player.load(options);
    this.results.show(panels, values);
    const cell = document.querySelector(".cell");
    cell?.dispatchEvent(new CustomEvent("slide", { detail: values }));
  }

  /** Puts the state into the address, not more often than browsers allow. */
  private keep(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const address = writeAddress(this.state, this.spec);
      history.replaceState(history.state, "", address === "" ? location.pathname : address);
    }, 300);
  }
}

async function copyLink(button: HTMLElement): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 350)); // Behind the last change of the address.
  await copyText(button, location.href, "Not allowed: copy the address");
}
