import { colors } from "../show/paint/svg.ts";

const inks = Object.entries(colors)
  .map(
    ([ink, color]) =>
      `.hg-${ink}{fill:var(--hg-${ink},${color})}.hg-${ink}-line{stroke:var(--hg-${ink},${color})}`,
  )
  .join("");

/* Ink is the page's own text colour and nothing has a background, so it stands on any theme. */
const css = `${inks}
:host{display:block;container-type:inline-size;font:14px/1.4 system-ui,sans-serif}
*{box-sizing:border-box}
.player{display:grid;grid-template-columns:minmax(0,1fr);gap:.6em}
h2,p,dl,dd,fieldset,ul{margin:0;padding:0}
h2{font-size:1.1em}
fieldset{border:0;display:flex;flex-wrap:wrap;gap:.2em 1em;min-width:0}
legend{float:left;padding:0;margin-right:.5em;line-height:24px}
label{display:inline-flex;align-items:center;gap:.35em;min-height:24px}
input{accent-color:var(--hg-accent,auto)}
input[type=radio]{width:16px;height:16px;margin:4px}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.1em 1.2em;font-size:.9em}
.legend li{display:inline-flex;align-items:center;gap:.4em}
.legend svg{flex:none;overflow:visible}
.pictures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(380px,100%),1fr));gap:1em;align-items:start}
.name,.value,.status,dd{font-weight:600;font-variant-numeric:tabular-nums}
.scrolls{overflow:auto;max-height:max(26em,78vh)}
.scrolls.tall{max-height:24em}
svg{display:block;font-size:13px;fill:currentColor}
.pictures svg{width:100%;height:auto;margin:0 auto}
.rows{--label:min(20em,34%);position:relative;display:grid;grid-template-columns:var(--label) minmax(0,1fr) 3.5em;gap:3px .5em;align-items:center;font-size:.86em}
.label,.value{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.rows svg{width:100%;height:20px;border-bottom:1px solid}
.cursor-layer{position:absolute;inset:0 4em 0 calc(var(--label) + .5em);overflow:hidden;pointer-events:none}
.cursor{height:100%;border-left:2px solid}
.axis{grid-column:2;display:flex;justify-content:space-between;gap:.5em}
.controls{display:flex;flex-wrap:wrap;gap:.4em .6em;align-items:center}
button,select{font:inherit;color:inherit;background:none;border:1px solid;border-radius:5px;min-height:32px;padding:.2em .7em}
button{cursor:pointer;min-width:5.6em}
button[aria-disabled=true]{cursor:default;border-style:dashed;font-style:italic}
option{color:CanvasText;background:Canvas}
input[type=range]{flex:1 1 16em;min-width:0;height:28px;margin:0}
:focus-visible{outline:3px solid var(--hg-accent,currentColor);outline-offset:2px}
.status{min-height:1.4em;overflow-wrap:anywhere}
dl{display:flex;flex-wrap:wrap;gap:.3em 1.4em}
dt{font-size:.86em}
summary{min-height:24px;cursor:pointer}
table{border-collapse:collapse;font-size:.9em}
th,td{text-align:left;padding:.1em .6em;border-bottom:1px solid;white-space:nowrap}
tr[aria-current]{font-weight:600;outline:2px solid}
tr[aria-current] td:first-child::before{content:"▸ "}
@container(max-width:640px){.status{min-height:4.2em}.rows{grid-template-columns:minmax(0,1fr) 3.5em}.label{grid-column:1/-1}.axis{grid-column:1}.cursor-layer{left:0}}
[hidden]{display:none!important}`;

let sheet: CSSStyleSheet | undefined;

/** Gives a shadow root the player's style; a page whose policy forbids style elements has made sheets. */
export function addStyles(root: ShadowRoot): void {
  if (sheet === undefined) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  root.adoptedStyleSheets = [sheet];
}
