import { describe, expect, test } from "vitest";
import { renderInline, renderMarkdown, slugOf } from "./markdown.ts";

describe("renderMarkdown", () => {
  test("leads terms to the glossary, links to chapters and to figures to their pages", () => {
    const { html } = renderMarkdown(
      "A [demanded](glossary:demand) thing, see [chapter 4](chapter:04-max-and-min#when) and [figure 3](figure:max-min).",
    );
    expect(html).toContain('<a href="figure-max-min.html">figure 3</a>');
    expect(html).toContain('<a class="term" href="glossary.html#demand">demanded</a>');
    expect(html).toContain('<a href="04-max-and-min.html#when">chapter 4</a>');
  });

  test("highlights TypeScript and Elixir as it shows them", () => {
    const { html } = renderMarkdown(
      "```ts shown\nconst a = 1;\n```\n\n```elixir\ndef a, do: :ok # x\n```",
    );
    expect(html).toContain('<span class="tok-keyword">const</span>');
    expect(html).toContain('<span class="tok-number">1</span>');
    expect(html).toContain('<span class="tok-keyword">def</span>');
    expect(html).toContain('<span class="tok-atom">:ok</span>');
    expect(html).toContain('<span class="tok-comment"># x</span>');
  });

  test("escapes code", () => {
    expect(renderMarkdown('```text\n<b> & "c"\n```').html).toContain(
      "&lt;b&gt; &amp; &quot;c&quot;",
    );
  });

  test("gives headings an anchor", () => {
    const { html } = renderMarkdown("### Who *asks*?");
    expect(html).toContain('<h3 id="who-asks">Who <em>asks</em>?');
    expect(html).toContain('href="#who-asks" aria-label="Link to the part “Who asks?”"');
  });

  test("makes no heading of an empty corner of a table", () => {
    const { html } = renderMarkdown("| | b |\n| - | - |\n| 1 | 2 |");
    expect(html).toMatch(/<tr>\s*<td><\/td>\s*<th>b<\/th>/);
  });

  test("lets a wide table scroll by itself", () => {
    const { html } = renderMarkdown("| a |\n| - |\n| 1 |");
    expect(html).toMatch(/<div class="table-scroll"[^>]*tabindex="0"[^>]*><table>/);
  });
});

test("renderInline stays on the line", () => {
  expect(renderInline("`a` and *b*").html).toBe("<code>a</code> and <em>b</em>");
});

test("slugOf makes an id", () => {
  expect(slugOf("maxDemand & “minDemand”: Überlauf?")).toBe("maxdemand-mindemand-überlauf");
});
