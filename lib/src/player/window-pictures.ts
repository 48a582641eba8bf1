import type { Run } from "../show/run/run.ts";
import { viewOf, type View } from "../show/run/view.ts";
import { makeSvg } from "./make-element.ts";
import { sizeTo } from "./picture.ts";
import { type Reel, windowAround } from "./reel.ts";
import type { WindowedView } from "./views.ts";

/** Parts of runs around a position, a picture for each run, with the step just taken marked. */
export class WindowPictures {
  readonly elements: readonly SVGSVGElement[];
  readonly #wholes: readonly View[];
  readonly #reel: Reel;
  readonly #kind: WindowedView;
  readonly #draw: ReturnType<WindowedView["drawerOf"]>;
  readonly #tallest: number[];
  #shown = -1;

  /** `wholes`: each run as a whole; `names`: what each picture is called. */
  constructor(wholes: readonly View[], reel: Reel, kind: WindowedView, names: readonly string[]) {
    this.#wholes = wholes;
    this.#reel = reel;
    this.#kind = kind;
    this.#draw = kind.drawerOf(wholes);
    this.#tallest = wholes.map(() => 0);
    this.elements = names.map((name) =>
      makeSvg("svg", { role: "img", "aria-label": `${name}: ${kind.what}` }),
    );
  }

  show(position: number): void {
    if (position === this.#shown) return;
    this.#shown = position;
    const views = this.#wholes.map(({ run }, panel) => this.#viewAt(run, panel, position));
    for (const [panel, { width, height, body }] of this.#draw(views).entries()) {
      const element = this.elements[panel]!;
      // What stands below the picture is not to move with every window.
      const tallest = Math.max(this.#tallest[panel]!, height);
      this.#tallest[panel] = tallest;
      sizeTo(element, width, tallest);
      replaceWhatDiffers(element, body);
    }
  }

  #viewAt(run: Run, panel: number, position: number): View {
    const { steps } = run;
    const current = steps[this.#reel.taken(panel, position) - 1]?.step;
    if (this.#kind.steps === "so far") {
      return viewOf(run, { to: current ?? (steps[0]?.step ?? 1) - 1 });
    }
    const { from, to } = this.#windowOf(panel, position, this.#kind.steps);
    return viewOf(run, {
      from: steps[from]?.step ?? (steps.at(-1)?.step ?? 0) + 1,
      to: steps[to - 1]?.step ?? 0,
      ...(current !== undefined && { current }),
    });
  }

  /** The steps of a run to draw, by their index; of several on one axis those of one stretch of all. */
  #windowOf(panel: number, position: number, size: number): { from: number; to: number } {
    const reel = this.#reel;
    if (!this.#kind.isTimed || this.#wholes.length === 1) {
      return windowAround(reel.taken(panel, position), this.#wholes[panel]!.run.steps.length, size);
    }
    const { from, to } = windowAround(position, reel.length, size * this.#wholes.length);
    return { from: reel.taken(panel, from), to: reel.taken(panel, to) };
  }
}

/** Puts markup into an element; of its children those stay that are the same at the beginning and the end. */
function replaceWhatDiffers(element: SVGSVGElement, body: string): void {
  const draft = makeSvg("svg");
  // Only figures come here; what a run puts into them they have escaped.
  draft.innerHTML = body;
  const [old, next] = [[...element.childNodes], [...draft.childNodes]];
  let head = 0;
  while (head < old.length && head < next.length && old[head]!.isEqualNode(next[head]!)) head++;
  let tail = 0;
  const most = Math.min(old.length, next.length) - head;
  while (tail < most && old.at(-1 - tail)!.isEqualNode(next.at(-1 - tail)!)) tail++;
  const behind = old[old.length - tail] ?? null;
  for (const node of old.slice(head, old.length - tail)) node.remove();
  for (const node of next.slice(head, next.length - tail)) element.insertBefore(node, behind);
}
