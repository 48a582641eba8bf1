import type { Drawing } from "../show/paint/svg.ts";
import { makeSvg } from "./make-element.ts";
import { sizeTo } from "./picture.ts";

/** Parts of runs around a position, a picture for each run, with the step just taken marked. */
export class WindowPictures {
  readonly elements: readonly SVGSVGElement[];
  readonly #draw: (position: number) => readonly Drawing[];
  readonly #tallest: number[] = [];
  #shown = -1;

  /** `draw`: what is shown at a position, a drawing for each run; `names`: what each picture is called. */
  constructor(draw: (position: number) => readonly Drawing[], names: readonly string[]) {
    this.#draw = draw;
    this.elements = names.map((name) => makeSvg("svg", { role: "img", "aria-label": name }));
  }

  show(position: number): void {
    if (position === this.#shown) return;
    this.#shown = position;
    for (const [panel, { width, height, body }] of this.#draw(position).entries()) {
      const element = this.elements[panel]!;
      // What stands below the picture is not to move with every window.
      const tallest = Math.max(this.#tallest[panel] ?? 0, height);
      this.#tallest[panel] = tallest;
      sizeTo(element, width, tallest);
      replaceWhatDiffers(element, body);
    }
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
