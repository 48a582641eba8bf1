// What draws comes first, here too.
import { windowedViews } from "./views.ts";
import { runOfSamples } from "../live/run-of-samples.ts";
import { fit } from "../show/paint/words.ts";
import { readRun, type Run } from "../show/run/run.ts";
import { viewOf, type View } from "../show/run/view.ts";
import { TopologyPicture } from "./topology-picture.ts";
import type { PlayerOptions, PlayerView } from "./options.ts";
import { MetricStrip } from "./metric-strip.ts";
import { StepTable } from "./step-table.ts";
import { windowDrawings } from "./window-drawings.ts";
import type { Place } from "./picture.ts";
import { Reel } from "./reel.ts";
import { make } from "./make-element.ts";
import { Strip } from "./strip.ts";
import { WindowPictures } from "./window-pictures.ts";

interface Frame {
  readonly name: string;
  readonly place: HTMLElement;
}

/** The runs of a player and all that shows them: pictures, strip, numbers and table. */
export class RunSet {
  readonly reel: Reel;
  readonly labels: readonly string[];
  readonly pictures: HTMLElement;
  readonly strip: Strip;
  readonly metrics: MetricStrip;
  readonly table: StepTable;
  readonly notes: HTMLElement;
  readonly #runs: readonly Run[];
  readonly #views: readonly View[];
  readonly #frames: readonly Frame[];
  readonly #isSampled: boolean;
  readonly #windows = new Map<PlayerView, WindowPictures>();
  #topologies: readonly TopologyPicture[] | undefined;

  /** `before`: the runs shown until now. What can have the focus, be scrolled or opened is taken over from them. */
  constructor({ title, panels }: PlayerOptions, before?: RunSet) {
    this.#isSampled = panels.some(({ samples }) => samples !== undefined);
    this.labels = panels.map(({ label }) => label);
    this.#runs = panels.map(({ recording, samples = [] }) =>
      recording === undefined ? runOfSamples(samples) : readRun(recording),
    );
    this.#views = this.#runs.map((run) => viewOf(run, {}));
    this.reel = new Reel(this.#runs);
    this.strip = new Strip(this.#views, this.labels);
    this.metrics = new MetricStrip(this.#runs, this.labels);
    before?.table.fit(this.reel, this.labels);
    this.table = before?.table ?? new StepTable(this.reel, this.labels);
    const names = this.labels.map((label) =>
      fit(panels.length > 1 ? `${title}, ${label}` : title, 80),
    );
    if (before !== undefined && before.#isCalled(names)) {
      this.pictures = before.pictures;
      this.#frames = before.#frames;
    } else {
      this.pictures = make("div", { class: "pictures" });
      this.#frames = names.map((name, panel) => this.#frameOf(name, panel));
    }
    this.notes = before?.notes ?? make("p", { class: "notes" });
    const notes = this.#views.flatMap((view, panel) =>
      view.notes.map((note) => (panels.length > 1 ? `${this.labels[panel]}: ${note}` : note)),
    );
    this.notes.textContent = notes.join(" ");
    this.notes.hidden = notes.length === 0;
  }

  #frameOf(name: string, panel: number): Frame {
    const look = { class: "scrolls", role: "group", tabindex: "0", "aria-label": name };
    const place = make("div", look);
    const heading =
      this.labels.length > 1 ? [make("p", { class: "name" }, this.labels[panel]!)] : [];
    this.pictures.append(make("div", {}, ...heading, place));
    return { name, place };
  }

  #isCalled(names: readonly string[]): boolean {
    const own = this.#frames.map(({ name }) => name);
    return own.length === names.length && own.every((name, panel) => name === names[panel]);
  }

  /** Whether these runs can be drawn so: what passes between two samples nobody saw. */
  has(view: PlayerView): boolean {
    return !this.#isSampled || view === "topology" || view === "depth";
  }

  /** Shows a position in a view; `done`: how far the step just taken is on its way. */
  show(position: number, view: PlayerView, done: number): void {
    const places = this.#runs.map((_, panel) => this.#placeOf(panel, position, done));
    const windows = this.#windowsOf(view);
    if (windows === undefined) {
      for (const [panel, picture] of this.#topologyPictures.entries()) {
        picture.show(places[panel]!);
        this.#put(panel, picture.element);
      }
    } else {
      windows.show(position);
      for (const [panel, element] of windows.elements.entries()) this.#put(panel, element);
    }
    this.strip.show(places, this.reel.timeAt(position));
    this.metrics.show(places);
    this.table.show(position);
  }

  /** The same position, with a token further on its way. */
  travel(position: number, view: PlayerView, done: number): void {
    const panel = this.reel.panelAt(position);
    if (windowedViews[view] !== undefined) return;
    this.#topologyPictures[panel]!.show(this.#placeOf(panel, position, done));
  }

  #placeOf(panel: number, position: number, done: number): Place {
    const last = this.reel.lastOf(panel, position);
    const isNow = position > 0 && this.reel.panelAt(position) === panel;
    return { last, now: isNow ? last : undefined, done };
  }

  get #topologyPictures(): readonly TopologyPicture[] {
    return (this.#topologies ??= this.#views.map(
      (view, panel) => new TopologyPicture(view, this.#frames[panel]!.name),
    ));
  }

  #windowsOf(view: PlayerView): WindowPictures | undefined {
    const kind = windowedViews[view];
    if (kind === undefined) return undefined;
    const names = this.#frames.map(({ name }) => `${name}: ${kind.what}`);
    const windows =
      this.#windows.get(view) ??
      new WindowPictures(windowDrawings(this.#views, this.reel, kind), names);
    this.#windows.set(view, windows);
    return windows;
  }

  #put(panel: number, element: Element): void {
    const { place } = this.#frames[panel]!;
    if (element.parentNode !== place) place.replaceChildren(element);
  }
}
