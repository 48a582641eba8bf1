import { describe, expect, test } from "vitest";
import { draw } from "../draw.ts";
import { tagsOf } from "../paint/svg.fixture.ts";
import { threeStages } from "../run/traces.fixture.ts";
import { imageHtml, onPaper } from "./paper.ts";

const { svg } = draw(threeStages(), { as: "topology", title: "Wer fragt wen? 谁" });
const [, width, height] = /viewBox="0 0 (\S+) ([^"]+)"/.exec(svg)!.map(Number) as [
  number,
  number,
  number,
];

describe("onPaper", () => {
  test("gives a picture a margin, a size and colours of its own", () => {
    const paper = onPaper(svg, 2);
    expect(paper).toMatchObject({
      width: Math.ceil((width + 16) * 2),
      height: Math.ceil((height + 16) * 2),
    });
    const [tag] = paper.svg.split(">");
    expect(tag).toContain(`viewBox="-8 -8 ${width + 16} ${height + 16}"`);
    expect(tag).toContain(` width="${paper.width}" height="${paper.height}"`);
    expect(tag).toContain(' style="background:#fff;color:#1f2328"');
    expect(tagsOf(paper.svg)).toEqual(expect.arrayContaining([{ name: "title", attributes: [] }]));
  });

  test("changes nothing but the first tag", () => {
    const rest = (text: string): string => text.trim().slice(text.indexOf(">"));
    expect(rest(onPaper(svg).svg)).toBe(rest(svg));
  });
});

test("imageHtml holds the whole picture, letters of any script too", () => {
  const [, data] = /base64,([^"]+)"/.exec(imageHtml(svg))!;
  expect(Buffer.from(data!, "base64").toString("utf8")).toBe(onPaper(svg).svg);
});
