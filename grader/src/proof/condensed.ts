/**
 * A text without blanks, ends of lines, quotes, the marks of comments and what ends a line of code, so that what stands in a
 * notebook, in JSON or in a page is known again however it was written down there.
 */
export function condensed(text: string): string {
  return text
    .replace(/\\u([0-9a-fA-F]{4})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replace(
      /\\[nrt]|&quot;|&#39;|&gt;|&lt;|&amp;|[\s"'`\\/*;,]/g,
      (found) => written.get(found) ?? "",
    );
}

const written = new Map([
  ["&gt;", ">"],
  ["&lt;", "<"],
  ["&amp;", "&"],
]);
