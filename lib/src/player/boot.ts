// The script of every figure in a notebook or a saved page, as text in headgate/player/script. It finds the figure it
// stands in and makes it play. Many outputs of one page carry it, and one that is shown again runs it again.
import { mountPlayer, type PlayerOptions } from "./index.ts";

/** Filled in by the bundler: figures of one version share what they mount. */
declare const packageVersion: string;

interface Shared {
  readonly mount: typeof mountPlayer;
  readonly mounted: WeakSet<Element>;
}

const key = `headgate.player ${packageVersion}`;
const shared: Shared = ((globalThis as unknown as Record<symbol, Shared>)[Symbol.for(key)] ??= {
  mount: mountPlayer,
  mounted: new WeakSet(),
});

const figureClass = "headgate-figure";
const hostClass = "headgate-player";
// On paper the still figure says more than the player's controls.
const style = `.${figureClass}.is-playing>figure{display:none}@media print{.${figureClass}.is-playing>figure{display:block}.${hostClass}{display:none}}`;

function play(figure: Element): void {
  const data = figure.querySelector(':scope > script[type="application/json"]')?.textContent;
  if (shared.mounted.has(figure) || data === undefined || data === null) return;
  // A page that was saved from a browser has what was mounted in it, without its shadow root.
  for (const rest of figure.querySelectorAll(`:scope > .${hostClass}`)) rest.remove();
  const host = document.createElement("div");
  host.className = hostClass;
  keepKeys(host);
  const sheet = document.createElement("style");
  sheet.textContent = style;
  try {
    shared.mount(host, JSON.parse(data) as PlayerOptions);
  } catch (error) {
    // The still figure stays.
    reportError(error);
    return;
  }
  host.prepend(sheet);
  figure.prepend(host);
  figure.classList.add("is-playing");
  shared.mounted.add(figure);
}

/**
 * JupyterLab's shortcuts hear a key before anything in a cell does, and arrows are among them; this attribute
 * keeps them off. Those with Ctrl or Cmd, as to save, stay JupyterLab's.
 */
function keepKeys(host: HTMLElement): void {
  const decide = ({ ctrlKey, metaKey, altKey }: KeyboardEvent): void => {
    host.toggleAttribute("data-lm-suppress-shortcuts", !ctrlKey && !metaKey && !altKey);
  };
  // Only the window hears a key before JupyterLab's listener does. It is heard while the player has the focus.
  host.addEventListener("focusin", () => window.addEventListener("keydown", decide, true));
  host.addEventListener("focusout", () => window.removeEventListener("keydown", decide, true));
}

const own = document.currentScript?.closest(`.${figureClass}`);
// Some notebooks run a copy of a script elsewhere than where it stood.
for (const figure of own ? [own] : document.querySelectorAll(`.${figureClass}`)) play(figure);
