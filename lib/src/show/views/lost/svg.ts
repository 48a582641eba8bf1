import { at, colors, crossed, inkWidth, lines, text, wrap, type Drawing } from "../../paint/svg.ts";
import { counted } from "../../paint/words.ts";
import { equation, lossWords, type Balance, type Ledger, type Part } from "./ledger.ts";

const width = 480;
const barHeight = 16;
const maxLosses = 8;
const legend = [
  [["sent", "handled"], "sent or handled"],
  [["in hand"], "in hand"],
  [["waiting"], "mailbox"],
  [["buffered"], "buffer"],
  [["lost"], "lost"],
] as const;

/** The most that a bar has to show. */
export const wholeOf = ({ accounts }: Ledger): number =>
  Math.max(1, ...accounts.flatMap(({ balances }) => balances.map(({ whole }) => whole)));

/**
 * Draws where every event went: a bar for what was sent to each stage and one for what it put out, cut
 * into what became of it. All have one scale, of which `most` is the whole width.
 */
export function lostSvg(ledger: Ledger, most: number): Drawing {
  const body = [legendSvg(ledger)];
  let y = 40;
  for (const { stage, balances } of ledger.accounts) {
    body.push(text(2, y + 12, stage, ' font-weight="600"', { width: width - 4 }));
    y += 20;
    for (const one of balances) {
      const words = wrap(equation(one), width - 34, 3, 12);
      body.push(
        text(2, y + 12, one.of, "", { size: 12 }),
        bar(one, y, most),
        lines(30, y + barHeight + 14, words, "", 12),
      );
      y += barHeight + 8 + 15 * words.length;
    }
    y += 10;
  }
  for (const loss of ledger.losses.slice(0, maxLosses)) {
    const words = wrap(lossWords(loss), width - 28, 2, 12);
    body.push(crossed(11, y + 10), lines(28, y + 14, words, "", 12));
    y += 8 + 15 * words.length;
  }
  const hidden = ledger.losses.length - maxLosses;
  if (hidden > 0) {
    body.push(
      text(
        28,
        y + 14,
        `… ${counted(hidden, "more loss", "more losses")} in the table`,
        ' font-style="italic"',
      ),
    );
    y += 22;
  }
  return { width, height: y + 4, body: body.join("") };
}

function bar({ parts }: Balance, y: number, most: number): string {
  let x = 30;
  const room = width - 34;
  const drawn = parts.map((part) => {
    const size = Math.max(2, (room * part.n) / most);
    const here = x;
    x += size;
    return segment(part.of, here, y, Math.min(size, width - 2 - here));
  });
  return drawn.join("");
}

const opacity = {
  handled: 0.85,
  sent: 0.85,
  "in hand": 0.6,
  waiting: 0.4,
  buffered: 0.15,
  lost: 0.25,
};

/** A part of a bar; what is lost is crossed, so that it needs no colour to be seen. */
function segment(of: Part["of"], x: number, y: number, size: number): string {
  const ink = of === "lost" ? "alarm" : "event";
  const box = `x="${at(x)}" y="${y}" width="${at(size)}" height="${barHeight}"`;
  const rect = `<rect class="hg-${ink}" ${box} fill="${colors[ink]}" fill-opacity="${opacity[of]}" stroke="currentColor" stroke-opacity=".6"/>`;
  if (of !== "lost") return rect;
  let strokes = "";
  for (let left = x; left + 4 <= x + size; left += 12) {
    const end = Math.min(left + 12, x + size);
    strokes += `M${at(left)} ${y + barHeight}L${at(end)} ${y}M${at(left)} ${y}L${at(end)} ${y + barHeight}`;
  }
  return `${rect}<path class="hg-alarm-line" d="${strokes}" stroke="${colors.alarm}" stroke-width="1.5"/>`;
}

function legendSvg({ accounts }: Ledger): string {
  const used = new Set(
    accounts.flatMap(({ balances }) => balances.flatMap(({ parts }) => parts.map(({ of }) => of))),
  );
  let x = 2;
  return legend
    .filter(([of]) => of.some((one) => used.has(one)))
    .map(([of, words]) => {
      const here = x;
      x += 36 + inkWidth(words, 12);
      return segment(of[0], here, 6, 18) + text(here + 23, 18.5, words, "", { size: 12 });
    })
    .join("");
}
