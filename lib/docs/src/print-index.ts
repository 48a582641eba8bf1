import { anchor } from "./anchor.ts";
import { plainSentence, readDocstring } from "./docstring.ts";
import type { Extract } from "./extract.ts";
import type { Links } from "./links.ts";
import { docsOf, Prose } from "./markdown.ts";
import type { Page } from "./plan.ts";

/** The index: the hand-written text, and where it says `<!-- pages -->` every page under its topic. */
export function printIndex(
  text: string,
  extracts: readonly Extract[],
  pages: readonly Page[],
  links: Links,
): string {
  const prose = new Prose(links, "README.md", { everyTime: true });
  const sections = extracts.flatMap((extract) => [
    `## ${extract.entry.name}`,
    prose.of(readDocstring(extract.about).text),
    ...topicsOf(pages.filter((page) => page.extract === extract)),
  ]);
  return prose.of(text).replace("<!-- pages -->", () => sections.join("\n\n"));
}

function topicsOf(pages: readonly Page[]): string[] {
  const topics = [...new Set(pages.map(({ topic }) => topic))];
  return topics.flatMap((topic) => {
    const lines = pages.filter((page) => page.topic === topic).map(lineOf);
    return [...(topic === "" ? [] : [`### ${topic}`]), lines.join("\n")];
  });
}

function lineOf({ path, exports: [main, ...types] }: Page): string {
  const { text } = (main?.items ?? []).map(docsOf).find((docs) => docs.text !== "") ?? { text: "" };
  const links = types.map(({ name }) => `[${name}](${path}#${anchor(name)})`);
  const more = links.length === 0 ? "" : `<br>${links.join(", ")}`;
  return `- [**${main?.name}**](${path}): ${plainSentence(text)}${more}`;
}
