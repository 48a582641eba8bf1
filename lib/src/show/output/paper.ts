const margin = 8;

/** A picture on white paper, with its size in pixels. */
export interface Paper {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/**
 * An SVG of a figure as it is where nobody knows what it lies on: dark ink on white paper, with a margin,
 * and of a size of its own, `scale` pixels for each of its units.
 */
export function onPaper(svg: string, scale: number = 1): Paper {
  let size = { width: 0, height: 0 };
  const paper = svg.trim().replace(/^<svg [^>]*>/, (tag) => {
    const [, right, bottom] = /viewBox="0 0 (\S+) ([^"]+)"/.exec(tag) ?? [];
    const [width, height] = [Number(right) + 2 * margin, Number(bottom) + 2 * margin];
    size = { width: Math.ceil(width * scale), height: Math.ceil(height * scale) };
    return tag
      .replace(/viewBox="[^"]*"/, `viewBox="${-margin} ${-margin} ${width} ${height}"`)
      .replace(/ width="[^"]*"/, ` width="${size.width}" height="${size.height}"`)
      .replace(/ style="[^"]*"/, ' style="background:#fff;color:#1f2328"');
  });
  return { svg: paper, ...size };
}

/** The picture as an `<img>` that holds all of it; its text is that of the SVG's `<title>`. */
export function imageHtml(svg: string): string {
  const { svg: paper, width, height } = onPaper(svg);
  const [, title = ""] = /<title>([^<]*)<\/title>/.exec(svg) ?? [];
  const style = `max-width:100%;min-width:${Math.round(width / 2)}px;height:auto;background:#fff`;
  return `<img alt="${title}" width="${width}" height="${height}" style="${style}" src="data:image/svg+xml;base64,${base64(paper)}" />`;
}

/** A text as the base64 of its UTF-8 bytes. */
function base64(text: string): string {
  const bytes = encodeURIComponent(text).replace(/%(..)/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  const { btoa } = globalThis as unknown as { btoa(bytes: string): string };
  return btoa(bytes);
}
