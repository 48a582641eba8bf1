import { escaped } from "@headgate/check/engine";
import type { AlikePair, LineRange } from "./similarities.ts";
import { linesOf } from "./token-stream.ts";

/** A longer answer is shown by its beginning. */
const mostLines = 300;

/** One answer of a pair, as the page shows it. */
export interface Side {
  /** Already HTML. */
  readonly heading: string;
  readonly text: string;
}

/**
 * Two answers beside each other, or one below the other where there is no room. Lines that they share are marked and
 * carry the passage's number, the same on both sides, so that no colour is needed to read them.
 */
export function sideBySide(left: Side, right: Side, passages: AlikePair["passages"]): string {
  const sides = [
    side(
      left,
      passages.map((passage) => passage.left),
    ),
    side(
      right,
      passages.map((passage) => passage.right),
    ),
  ];
  return `<div class="pair">\n${sides.join("\n")}\n</div>`;
}

function side({ heading, text }: Side, passages: readonly LineRange[]): string {
  const all = linesOf(text.trimEnd());
  const rows = all.slice(0, mostLines).map((line, index) => row(line, index + 1, passages));
  const rest = all.length - rows.length;
  const more = rest > 0 ? `\n<p>… ${rest} more lines</p>` : "";
  return `<div class="side">\n<h4>${heading}</h4>\n<div class="code">\n${rows.join("\n")}\n</div>${more}\n</div>`;
}

function row(line: string, number: number, passages: readonly LineRange[]): string {
  const within = passages.flatMap(({ from, to }, index) =>
    from <= number && number <= to ? [index + 1] : [],
  );
  const code = escaped(line.length > 400 ? `${line.slice(0, 400)}…` : line);
  if (within.length === 0)
    return `<div><span class="no">${number}</span><span></span><code>${code}</code></div>`;
  const begins = within.some((passage) => passages[passage - 1]!.from === number);
  const spoken = begins ? `<span class="spoken">passage </span>` : "";
  return `<div class="alike"><span class="no">${number}</span><b>${spoken}${within.join(", ")}</b><mark><code>${code}</code></mark></div>`;
}
