import type { FigureSpec, Values } from "./figure.ts";

/** What a figure's parameters are set to at first. */
export function initialValues(figure: Pick<FigureSpec, "parameters">, seed: number = 1): Values {
  const entries = figure.parameters.map(({ name, initial }) => [name, initial] as const);
  return { ...Object.fromEntries(entries), seed };
}

/** A parameter's value as a number. Throws where it is none. */
export function numberOf(values: Values, name: string): number {
  const value = values[name];
  if (typeof value === "number") return value;
  throw new TypeError(`Expected \`${name}\` to be a number, got \`${String(value)}\``);
}
