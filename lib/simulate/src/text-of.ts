/** A value as one line of text, the same in every run: errors without their stacks, stages by their names. */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  const plain = (_key: string, one: unknown): unknown => {
    if (one instanceof Error) return `${one.name}: ${one.message}`;
    if (typeof one === "object" && one !== null && "isAlive" in one && "name" in one)
      return one.name;
    return typeof one === "symbol" || one === Infinity ? String(one) : one;
  };
  return (JSON.stringify(value, plain) ?? "nothing").replaceAll('"', "");
}
