import type { FigureSpec, Parameter, Values } from "@headgate/figures";
import { initialValues } from "@headgate/figures";
import type { PlayerView } from "headgate/player";

/** Where a figure stands: what it is set to, how it is drawn, and at which step. */
export interface FigureState {
  readonly values: Values;
  readonly view?: PlayerView;
  readonly step?: number;
}

/** As a record, so that the compiler says when the player has another. */
const views: Readonly<Record<PlayerView, true>> = {
  topology: true,
  sequence: true,
  marbles: true,
  depth: true,
  lost: true,
};

const isView = (text: string | null): text is PlayerView =>
  text !== null && Object.hasOwn(views, text);

export const maxSeed = 999_999;

/** Reads the part of an address behind `#`; what is missing or makes no sense is as at first. */
export function readAddress(hash: string, spec: Pick<FigureSpec, "parameters">): FigureState {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const values: Record<string, number | string> & { seed: number } = { ...initialValues(spec) };
  for (const parameter of spec.parameters) {
    const text = given.get(parameter.name);
    if (text !== null) values[parameter.name] = fitting(parameter, text);
  }
  const seed = Number(given.get("seed") ?? Number.NaN);
  if (Number.isInteger(seed) && seed >= 0 && seed <= maxSeed) values.seed = seed;
  const view = given.get("view");
  const step = Number(given.get("step") ?? Number.NaN);
  return {
    values,
    ...(isView(view) && { view }),
    ...(Number.isInteger(step) && step >= 0 && { step }),
  };
}

/** Writes it; what is as at first is left out, so that a short address says what is special. */
export function writeAddress(
  { values, view, step }: FigureState,
  spec: Pick<FigureSpec, "parameters" | "view">,
): string {
  const first = initialValues(spec);
  const said = new URLSearchParams();
  for (const name of [...spec.parameters.map((it) => it.name), "seed"]) {
    if (values[name] !== first[name]) said.set(name, String(values[name]));
  }
  if (view !== undefined && view !== spec.view) said.set("view", view);
  if (step !== undefined && step > 0) said.set("step", String(step));
  const text = said.toString();
  return text === "" ? "" : `#${text}`;
}

/** A text as a value that the parameter can have: the nearest on its scale, or the one it has at first. */
export function fitting(parameter: Parameter, text: string): number | string {
  if (parameter.kind === "choice") {
    return parameter.choices.some(({ value }) => value === text) ? text : parameter.initial;
  }
  const { min, max, step, initial } = parameter;
  const number = text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(number)) return initial;
  const nearest = min + Math.round((Math.min(max, Math.max(min, number)) - min) / step) * step;
  // A scale of tenths must not leave 0.30000000000000004 in an address.
  return Number(Math.min(max, nearest).toFixed(6));
}
