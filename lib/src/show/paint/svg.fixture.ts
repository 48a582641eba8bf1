/** The numbers in all signs of a kind, in the order of the drawing. */
export function signs(svg: string, kind: "ring" | "disc"): number[] {
  const rect = kind === "ring" ? '<rect class="hg-demand-line"' : '<rect class="hg-event"';
  return svg
    .split(rect)
    .slice(1)
    .flatMap((rest) => {
      const found = /^[^>]* rx="11"[^>]*\/><text[^>]*>([\d,−]+)<\/text>/.exec(rest);
      return found === null ? [] : [Number(found[1]!.replaceAll(",", "").replace("−", "-"))];
    });
}

/** Every start tag of well-formed markup; throws where tags do not nest or text holds a bare sign. */
export function tagsOf(markup: string): { name: string; attributes: string[] }[] {
  const open: string[] = [];
  const tags: { name: string; attributes: string[] }[] = [];
  const token = /<\/([a-z]+)>|<([a-z]+)((?:\s+[a-zA-Z-]+="[^"<>]*")*)\s*(\/?)>|([^<>]+)/gy;
  while (token.lastIndex < markup.length) {
    const at = token.lastIndex;
    const [, closed, name, attributes = "", isEmpty, text] = token.exec(markup) ?? [undefined];
    if (closed !== undefined) {
      if (open.pop() !== closed) throw new Error(`</${closed}> closes nothing at ${at}`);
    } else if (name !== undefined) {
      tags.push({
        name,
        attributes: [...attributes.matchAll(/\s([a-zA-Z-]+)="[^"]*"/g)].map((m) => m[1]!),
      });
      if (isEmpty !== "/") open.push(name);
    } else if (text === undefined || /&(?!#\d+;)/.test(text)) {
      throw new Error(`Not well formed at ${at}: ${markup.slice(at, at + 60)}`);
    }
  }
  if (open.length > 0) throw new Error(`Never closed: ${open.join(", ")}`);
  return tags;
}
