// HTML that a cell displays comes out of code that a reader may have changed, so it is taken apart before it is shown:
// only elements and attributes from a list are built anew, in a shadow root. A script, an event handler, a link out
// or a form has no way through, and the page's own policy (`script-src 'self'`) would stop one that did. Styles stay
// within the shadow root: a `<style>` becomes a constructed sheet and a `style` attribute is set by property, both of
// which a policy without 'unsafe-inline' allows.

const svgElements = new Set(
  "svg g path rect circle ellipse line polyline polygon text tspan title desc defs marker clipPath linearGradient radialGradient stop use symbol pattern".split(
    " ",
  ),
);
const htmlElements = new Set(
  "figure figcaption div section article header footer p span strong b em i u s small sub sup code pre kbd samp var mark abbr time bdi bdo br hr wbr ul ol li dl dt dd table caption thead tbody tfoot tr th td colgroup col details summary h1 h2 h3 h4 h5 h6 blockquote output meter progress label".split(
    " ",
  ),
);
const attributes = new Set(
  "class style role title lang dir tabindex hidden open colspan rowspan scope span start value min max low high optimum datetime width height viewbox preserveaspectratio xmlns x y x1 y1 x2 y2 cx cy r rx ry dx dy d points transform fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin opacity offset stop-color stop-opacity marker-start marker-mid marker-end markerwidth markerheight markerunits orient refx refy text-anchor dominant-baseline alignment-baseline baseline-shift font-size font-family font-weight font-style letter-spacing textlength lengthadjust rotate clip-path clip-rule clippathunits patternunits gradientunits gradienttransform paint-order vector-effect shape-rendering text-decoration visibility display overflow".split(
    " ",
  ),
);
const svgNamespace = "http://www.w3.org/2000/svg";

/** Shows a piece of HTML in an element's own shadow root, without whatever could act. */
export function showHtml(host: HTMLElement, html: string): void {
  const root = host.attachShadow({ mode: "open" });
  const parsed = new DOMParser().parseFromString(muted(html), "text/html");
  const sheets: CSSStyleSheet[] = [baseSheet()];
  for (const node of parsed.body.childNodes) appendCopy(root, node, sheets);
  root.adoptedStyleSheets = sheets;
}

const tag = /<(\/?)([a-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/gi;
const attribute = /([^\s=/"'>]+)(\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?/g;

/**
 * Renames what the page's policy stops already when it is parsed, and would complain of in the browser's console. What
 * this overlooks is parsed under the policy, and the list decides in any case.
 */
function muted(html: string): string {
  return html.replace(tag, (_, slash: string, name: string, rest: string) => {
    const attributes = rest.replace(attribute, (whole: string, key: string) =>
      /^(style|on\w+)$/i.test(key) ? `data-hg-${whole}` : whole,
    );
    return `<${slash}${/^style$/i.test(name) ? "hg-style" : name}${attributes}>`;
  });
}

function appendCopy(parent: ParentNode & Node, node: Node, sheets: CSSStyleSheet[]): void {
  if (node.nodeType === Node.TEXT_NODE)
    return void parent.appendChild(document.createTextNode(node.nodeValue ?? ""));
  if (!(node instanceof Element)) return;
  if (node.localName === "hg-style") return void sheets.push(sheetOf(node.textContent ?? ""));
  const isSvg = node.namespaceURI === svgNamespace;
  if (!(isSvg ? svgElements : htmlElements).has(node.localName)) return;
  const copy = isSvg
    ? document.createElementNS(svgNamespace, node.localName)
    : document.createElement(node.localName);
  for (const { name, value } of node.attributes) copyAttribute(copy, name, value);
  for (const child of node.childNodes) appendCopy(copy, child, sheets);
  parent.appendChild(copy);
}

function copyAttribute(element: Element, name: string, value: string): void {
  if (name === "data-hg-style") {
    (element as HTMLElement | SVGElement).style.cssText = value;
  } else if (name === "id" || name.startsWith("aria-") || attributes.has(name.toLowerCase())) {
    element.setAttribute(name, value);
  } else if ((name === "href" || name === "xlink:href") && /^#[\w-]+$/.test(value)) {
    element.setAttribute("href", value); // Within the drawing only: `<use>` and gradients.
  }
}

function sheetOf(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}

let base: CSSStyleSheet | undefined;

/** How tables and details look that come without a style of their own; and a report of checks, which comes with one. */
function baseSheet(): CSSStyleSheet {
  base ??= sheetOf(
    `:host { display: block; overflow-x: auto; }
    figure { margin: 0; }
    svg { font-family: var(--sans); }
    table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
    th, td { padding: 0.2em 0.7em 0.2em 0; text-align: left; vertical-align: top; }
    th { font-weight: 600; border-bottom: 1px solid var(--line); }
    summary { cursor: pointer; }
    code, pre { font-family: var(--mono); font-size: 0.92em; }
    .headgate-report { margin: 0 !important; padding: 0 !important; border: 0 !important; }
    .headgate-report dd { font: 0.84rem/1.6 var(--mono) !important; }
    @media (max-width: 34rem) { .headgate-report dl { display: block !important; } }
    :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }`,
  );
  return base;
}
