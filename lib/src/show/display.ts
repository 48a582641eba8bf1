/** One output in several forms, as Jupyter's MIME bundles are; who shows it takes the best it can. */
export interface DisplayBundle {
  /** For a terminal. */
  readonly "text/plain": string;
  /** For a notebook or a page. */
  readonly "text/html"?: string;
  /** For a page that has `headgate/player`: what `mountPlayer` is given, as JSON. */
  readonly "application/vnd.headgate.figure+json"?: string;
}

/** The same output for each place, made when it is known which it is. */
export interface RichOutput {
  readonly text: string;
  readonly page: () => DisplayBundle;
  /** HTML; none where a notebook gets the text as well. */
  readonly notebook: () => string | undefined;
}

/** The part of tslab, the kernel of our notebooks, that is used here. */
interface Kernel {
  readonly display: { html(html: string): void };
  newDisplay(): { html(html: string): void };
}

/** What a page has put in place to be given outputs; one with an id takes the place of the one before. */
type Hook = (bundle: DisplayBundle, transient?: { readonly display_id: string }) => void;

interface Printer {
  log(text: string): void;
}

/**
 * Shows an output where the reader is looking. This is the one place that knows where that is:
 *
 * 1. the function at `globalThis[Symbol.for("headgate.display")]`, where a page has put one, is given
 *    the bundle, and for one that takes the place of another `{ display_id }`, as Jupyter has it;
 * 2. in a cell of a tslab notebook the HTML becomes the cell's output;
 * 3. otherwise, and where there is no HTML, `console.log` prints the text.
 *
 * @example
 * display({ "text/plain": "owed 5", "text/html": "<b>owed 5</b>" });
 */
export function display(bundle: DisplayBundle): void {
  displayRich({
    text: bundle["text/plain"],
    page: () => bundle,
    notebook: () => bundle["text/html"],
  });
}

/** As {@link display}, of an output that has a form of its own for each place. */
export function displayRich({ text, page, notebook }: RichOutput): void {
  const hook = pageHook();
  if (hook !== undefined) {
    hook(page());
    return;
  }
  const kernel = tslab();
  const html = kernel && notebook();
  if (kernel !== undefined && html !== undefined) kernel.display.html(html);
  else print(text);
}

let opened = 0;

/**
 * Opens one place for outputs that follow each other, and answers what shows the next in it. A terminal
 * gets the last alone, because what was printed stays.
 */
export function openDisplay(): (output: RichOutput, isLast: boolean) => void {
  const hook = pageHook();
  if (hook !== undefined) {
    const transient = { display_id: `headgate-${++opened}` };
    return ({ page }) => hook(page(), transient);
  }
  const place = tslab()?.newDisplay();
  return ({ text, notebook }, isLast) => {
    const html = place && notebook();
    if (place !== undefined && html !== undefined) place.html(html);
    else if (isLast) print(text);
  };
}

function pageHook(): Hook | undefined {
  const hook: unknown = Reflect.get(globalThis, Symbol.for("headgate.display"));
  return typeof hook === "function" ? (hook as Hook) : undefined;
}

function print(text: string): void {
  (globalThis as unknown as { console: Printer }).console.log(text);
}

/**
 * The kernel this code runs in. tslab gives its cells a global `__tslab__` whose `require` answers the
 * kernel's own copy of tslab, so nothing is imported and a bundle for a page holds nothing of it.
 */
function tslab(): Kernel | undefined {
  const cell = Reflect.get(globalThis, "__tslab__") as
    | { readonly require?: (id: "tslab") => Kernel }
    | undefined;
  return cell?.require?.("tslab");
}
