import type { View } from "../show/run/view.ts";
import { topologyPlan, type Plan } from "../show/views/topology/plan.ts";
import { topologyScene } from "../show/views/topology/scene.ts";
import { makeSvg } from "./make-element.ts";
import { sizeTo, type Picture, type Place } from "./picture.ts";
import { ShapeLayer } from "./shape-layer.ts";

let pictures = 0;

/** Who asks whom: planned and made once for a run, and then only changed where a step changes it. */
export class TopologyPicture implements Picture {
  readonly element: SVGSVGElement;
  readonly #plan: Plan;
  readonly #clip: SVGPathElement;
  readonly #strands: ShapeLayer;
  readonly #signs: ShapeLayer;
  readonly #firstStep: number;
  #lastClip = "";

  constructor(view: View, name: string) {
    this.#firstStep = (view.run.steps[0]?.step ?? 1) - 1;
    this.#plan = topologyPlan(view, { isLive: true, head: 0 });
    const { width, height } = this.#plan;
    const scene = topologyScene(this.#plan, this.#firstStep);
    const id = `hg-beside-${++pictures}`;
    this.#clip = makeSvg("path", { "clip-rule": "evenodd" });
    const strands = makeSvg("g", { "clip-path": `url(#${id})` });
    const signs = makeSvg("g");
    this.element = makeSvg(
      "svg",
      { role: "img", "aria-label": `${name}: who asks whom` },
      makeSvg("defs", {}, makeSvg("clipPath", { id }, this.#clip)),
      strands,
      signs,
    );
    sizeTo(this.element, width, height);
    this.#strands = new ShapeLayer(strands, scene.strands);
    this.#signs = new ShapeLayer(signs, scene.signs);
  }

  show({ last, now, done }: Place): void {
    const scene = topologyScene(
      this.#plan,
      last?.step ?? this.#firstStep,
      now && { step: now, done },
    );
    if (scene.clip !== this.#lastClip) {
      this.#lastClip = scene.clip;
      this.#clip.setAttribute("d", scene.clip);
    }
    this.#strands.update(scene.strands);
    this.#signs.update(scene.signs);
  }
}
