import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import {
  bracketMatching,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from "@codemirror/language";
import { Annotation, Compartment, EditorState, Prec, type Transaction } from "@codemirror/state";
import { drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import type { CellEditor, LiveCell } from "../page/live-cell.ts";
import { editorTheme } from "./editor-theme.ts";

/**
 * Puts an editor in the place of a cell's text. It stands in a shadow root, where its styles are constructed sheets:
 * the page's policy allows no inline style.
 */
export function mountEditor(cell: LiveCell, run: () => Promise<void>): CellEditor {
  const pre = cell.element.querySelector<HTMLElement>("pre")!;
  const host = document.createElement("div");
  host.className = "editor";
  pre.before(host);
  pre.hidden = true;
  const root = host.attachShadow({ mode: "open" });
  const tab = tabMode(cell);
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: cell.source,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        indentUnit.of("  "),
        EditorState.tabSize.of(2),
        javascript({ typescript: true }),
        syntaxHighlighting(classHighlighter),
        editorTheme,
        EditorView.contentAttributes.of({
          "aria-label": `Code of cell ${cell.number}`,
          tabindex: "0",
        }),
        Prec.high(keymap.of([...runKeys(run), ...tab.keys, leaveKey(cell)])),
        tab.extension,
        keymap.of([...closeBracketsKeymap, ...defaultKeymap.filter(notTab), ...historyKeymap]),
        EditorView.updateListener.of((update) => {
          if (update.transactions.some(isTyped)) cell.edit(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    focus: () => view.focus(),
    replace: (text) => {
      if (text === view.state.doc.toString()) return; // The cursor stays where it is.
      const changes = { from: 0, to: view.state.doc.length, insert: text };
      view.dispatch({ changes, annotations: byPage.of(true) });
    },
  };
}

/** Marks what the page changed itself: a slider's value, the course's own text put back. */
const byPage = Annotation.define<boolean>();

const isTyped = (change: Transaction): boolean =>
  change.docChanged && change.annotation(byPage) !== true;

function runKeys(run: () => Promise<void>) {
  const start = (): boolean => {
    void run();
    return true;
  };
  return ["Shift-Enter", "Mod-Enter"].map((key) => ({ key, run: start, preventDefault: true }));
}

/** Tab leaves the editor until Ctrl-M has it indent; Ctrl-M again gives it back. The hint below the cell says which. */
function tabMode(cell: LiveCell) {
  const compartment = new Compartment();
  let indents = false;
  const toggle = (view: EditorView): boolean => {
    indents = !indents;
    view.dispatch({ effects: compartment.reconfigure(indents ? keymap.of([indentWithTab]) : []) });
    const hint = cell.element.querySelector(".tab-hint");
    if (hint)
      hint.textContent = indents ? "Tab indents. Ctrl-M: Tab leaves the editor." : leaveHint;
    return true;
  };
  const hint = document.createElement("p");
  hint.className = "tab-hint";
  hint.setAttribute("role", "status");
  hint.textContent = leaveHint;
  cell.element.querySelector(".bar")!.before(hint);
  return {
    extension: compartment.of([]),
    keys: [{ key: "Ctrl-m", run: toggle, preventDefault: true }],
  };
}

const leaveHint = "Shift-Enter runs. Tab leaves the editor; Ctrl-M makes it indent.";

/** Escape puts the focus on the cell's Run button, so that Tab goes on from there whatever it does within. */
function leaveKey(cell: LiveCell) {
  const run = (view: EditorView): boolean => {
    if (!view.state.selection.main.empty) return false;
    cell.element
      .querySelector<HTMLElement>("[data-do=run]:not([hidden]), [data-do=stop]:not([hidden])")
      ?.focus();
    return true;
  };
  return { key: "Escape", run };
}

const notTab = ({ key, mac }: { key?: string; mac?: string }): boolean =>
  key !== "Tab" && key !== "Ctrl-m" && mac !== "Shift-Alt-m";
