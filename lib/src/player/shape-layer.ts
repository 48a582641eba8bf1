import type { Shape } from "../show/views/topology/shape.ts";
import { LiveText, makeSvg } from "./make-element.ts";

interface Drawn {
  readonly element: SVGElement;
  readonly text: LiveText | undefined;
  readonly title: LiveText | undefined;
  last: Shape;
}

/** Shapes in a page; an update writes the attributes and texts that differ, and nothing else. */
export class ShapeLayer {
  readonly #drawn: readonly Drawn[];

  constructor(parent: SVGElement, shapes: readonly Shape[]) {
    this.#drawn = shapes.map((shape) => {
      const element = makeSvg(shape.tag, shape.attributes);
      const isText = shape.words !== undefined;
      const drawn = {
        element,
        text: isText ? new LiveText() : undefined,
        // Only some texts are ever cut; a name stays what it is.
        title: shape.whole === undefined ? undefined : new LiveText(),
        last: shape,
      };
      if (drawn.title) element.append(makeSvg("title", {}, drawn.title.node));
      if (drawn.text) element.append(drawn.text.node);
      hide(element, shape.isHidden);
      write(drawn, shape);
      return drawn;
    });
    parent.append(...this.#drawn.map(({ element }) => element));
  }

  /** Takes as many shapes as it was made with, in the same order. */
  update(shapes: readonly Shape[]): void {
    for (const [index, drawn] of this.#drawn.entries()) {
      const next = shapes[index]!;
      const { element, last } = drawn;
      drawn.last = next;
      if (Boolean(next.isHidden) !== Boolean(last.isHidden)) hide(element, next.isHidden);
      // What is not to be seen may stay as it is, and is compared with what was last seen.
      if (next.isHidden) {
        drawn.last = { ...last, isHidden: true };
        continue;
      }
      compare(element, last.attributes, next.attributes);
      write(drawn, next);
    }
  }
}

function hide(element: SVGElement, isHidden = false): void {
  if (isHidden) element.setAttribute("display", "none");
  else element.removeAttribute("display");
}

function compare(element: SVGElement, last: Shape["attributes"], next: Shape["attributes"]): void {
  for (const name in next) {
    if (next[name] !== last[name]) element.setAttribute(name, `${next[name]}`);
  }
  for (const name in last) if (!(name in next)) element.removeAttribute(name);
}

function write({ text, title }: Drawn, { words, whole }: Shape): void {
  text?.set(words ?? "");
  title?.set(whole ?? words ?? "");
}
