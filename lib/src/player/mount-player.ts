// What draws comes first: so it lies together in a bundle, and gzip finds what repeats (300 bytes).
import { speedsFor } from "./pace.ts";
import { statusLine, valueText } from "./status.ts";
import { RunSet } from "./run-set.ts";
import { checkOptions, type Player, type PlayerOptions, type PlayerView } from "./options.ts";
import { Controls } from "./controls.ts";
import { commandOf, type Command } from "./keys.ts";
import { LiveText, make } from "./make-element.ts";
import { legend } from "./legend.ts";
import { ViewChoice } from "./view-choice.ts";
import { addStyles } from "./styles.ts";
import { type Moved, Transport } from "./transport.ts";
import { viewNames } from "./views.ts";

type Listener = Parameters<Player["onSeek"]>[0];

/**
 * Puts a player into an element of a page: pictures of a run, a strip of it over time, its numbers and
 * its steps as a table, with controls to step and play, scrub and rewind. Nothing plays by itself.
 *
 * All it makes stands in a shadow root of `host`. Colours come from `--hg-event`, `--hg-demand`,
 * `--hg-alarm` and `--hg-accent`, ink is the text colour of `host`. Needs a browser. Throws a
 * `TypeError` for options that cannot be shown.
 *
 * @example
 * import { mountPlayer, type PlayerOptions } from "headgate/player";
 *
 * const entries = [{ type: "start", at: 0, stage: "feed", note: "producer" }] as const;
 * const options: PlayerOptions = {
 *   title: "A run",
 *   panels: [{ label: "", recording: { entries, truncated: 0 } }],
 * };
 * const host = globalThis.document?.querySelector<HTMLElement>("#run");
 * if (host) mountPlayer(host, options);
 */
export function mountPlayer(host: HTMLElement, options: PlayerOptions): Player {
  return new MountedPlayer(host, options);
}

class MountedPlayer implements Player {
  readonly #root: ShadowRoot;
  readonly #element: HTMLElement = make("div", { class: "player", role: "group" });
  readonly #heading = new LiveText();
  readonly #status = make("p", { class: "status", role: "status", "aria-live": "off" });
  readonly #statusWords = new LiveText();
  readonly #controls: Controls;
  readonly #choice: ViewChoice;
  readonly #transport: Transport;
  readonly #listeners: Listener[] = [];
  /** What is made anew for other runs. */
  readonly #places = {
    pictures: make("div"),
    strip: make("div"),
    metrics: make("div"),
    table: make("div"),
  };
  #set: RunSet;
  #view: PlayerView = "topology";
  #position = 0;

  constructor(host: HTMLElement, options: PlayerOptions) {
    checkOptions(options);
    this.#root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
    addStyles(this.#root);
    this.#transport = new Transport(host, this.#moved());
    this.#controls = new Controls({
      command: (command) => this.#obey(command),
      scrub: (position) => this.seek(position),
      speed: (speed) => this.#setSpeed(speed),
    });
    this.#choice = new ViewChoice(viewNames, (view) => this.#setView(view));
    this.#status.append(this.#statusWords.node);
    this.#element.addEventListener("keydown", (event) => this.#onKey(event));
    this.#root.replaceChildren(this.#element);
    this.#set = new RunSet(options);
    this.#place(options);
  }

  get position(): number {
    return this.#position;
  }

  get length(): number {
    return this.#set.reel.length;
  }

  load(options: PlayerOptions): void {
    checkOptions(options);
    this.#transport.stop();
    // Who follows a system that runs does not want to hear of every sample.
    this.#status.setAttribute("aria-live", "off");
    this.#set.strip.destroy();
    this.#set = new RunSet(options, this.#set);
    this.#place(options);
  }

  seek(position: number): void {
    this.#transport.stop();
    this.#status.setAttribute("aria-live", "off");
    this.#go(position, 1);
  }

  onSeek(listener: Listener): void {
    this.#listeners.push(listener);
  }

  destroy(): void {
    this.#transport.stop();
    this.#set.strip.destroy();
    this.#listeners.length = 0;
    this.#root.replaceChildren();
  }

  /** Builds the page around the runs; what stays keeps its elements, and with them the focus. */
  #place({ title, view, step = 0 }: PlayerOptions): void {
    const { pictures, strip, metrics, table, notes } = this.#set;
    this.#heading.set(title);
    this.#element.setAttribute("aria-label", title);
    if (view && viewNames.some(([name]) => name === view)) this.#view = view;
    if (!this.#set.has(this.#view)) this.#view = "topology";
    this.#choice.show(this.#view, (name) => this.#set.has(name));
    this.#transport.speed = Math.min(this.#transport.speed, speedsFor(this.length).at(-1)!);
    this.#controls.fit(this.length, this.#transport.speed);
    this.#controls.isPlaying = false;
    const places = this.#places;
    put(places.pictures, notes, pictures);
    put(places.strip, strip.element);
    put(places.metrics, metrics.element);
    put(places.table, table.element);
    const parts =
      this.length === 0 ? [make("p", {}, "Nothing happened in this run."), notes] : this.#parts();
    put(this.#element, this.#headingElement, ...parts);
    if (this.length > 0) this.#go(step, 1);
    else this.#position = 0;
  }

  readonly #headingElement = make("h2", {}, this.#heading.node);
  readonly #legend = legend();

  #parts(): HTMLElement[] {
    const { pictures, strip, metrics, table } = this.#places;
    const above = [this.#choice.element, this.#legend, pictures, strip];
    return [...above, this.#controls.element, this.#status, metrics, table];
  }

  #go(position: number, done: number): void {
    const wanted = Math.round(Number(position)) || 0;
    this.#position = Math.min(Math.max(0, wanted), this.length);
    if (this.length === 0) return;
    const { reel, labels } = this.#set;
    // The other views bring a legend of their own.
    this.#legend.hidden = this.#view !== "topology";
    this.#set.show(this.#position, this.#view, done);
    this.#controls.show(this.#position, valueText(reel, labels, this.#position));
    this.#statusWords.set(statusLine(reel, labels, this.#position));
    for (const listener of this.#listeners) listener(this.#position, this.#view);
  }

  #setView(view: PlayerView): void {
    this.#view = view;
    this.#go(this.#position, 1);
  }

  #setSpeed(speed: number): void {
    this.#transport.speed = speed;
    if (this.#transport.isPlaying) this.#transport.play();
  }

  #obey(command: Command): void {
    const transport = this.#transport;
    const wasPlaying = transport.isPlaying;
    transport.stop();
    // Who listens to every step of a film hears the end of none.
    this.#status.setAttribute("aria-live", command === "play" ? "off" : "polite");
    if (command === "play") {
      if (!wasPlaying) transport.play();
    } else if (command === "forward") transport.step();
    else if (command === "back") this.#go(this.#position - 1, 1);
    else this.#go(command === "start" ? 0 : this.length, 1);
  }

  #hasMotion(): boolean {
    const isReduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
    return this.#view === "topology" && !isReduced;
  }

  /** What the transport moves: this player, without what it offers to the page. */
  #moved(): Moved {
    return {
      place: () => ({ position: this.#position, length: this.length }),
      hasMotion: () => this.#hasMotion(),
      go: (to, done) => this.#go(to, done),
      travel: (done) => this.#set.travel(this.#position, this.#view, done),
      onPlaying: (isPlaying) => {
        this.#controls.isPlaying = isPlaying;
      },
    };
  }

  #onKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || this.length === 0)
      return;
    const focused = event.composedPath()[0] as HTMLElement;
    const command = commandOf(event.key, {
      tag: focused.localName,
      type: focused.getAttribute("type") ?? "",
      scrolls:
        focused.scrollWidth > focused.clientWidth + 1 && focused.classList.contains("scrolls"),
    });
    if (command === undefined) return;
    event.preventDefault();
    this.#obey(command);
  }
}

/** Gives a place these children; only what is not there yet is put there, for a moved element loses its focus. */
function put(place: HTMLElement, ...children: readonly HTMLElement[]): void {
  for (const old of Array.from(place.children)) {
    if (!children.includes(old as HTMLElement)) old.remove();
  }
  for (const [index, child] of children.entries()) {
    if (place.children[index] !== child) place.insertBefore(child, place.children[index] ?? null);
  }
}
