import { type Html, raw } from "./html.ts";

const shapes = {
  run: '<path d="M4 2.5v11l9-5.5z"/>',
  stop: '<rect x="3.5" y="3.5" width="9" height="9" rx="1"/>',
  theme:
    '<path d="M8 1.5a6.5 6.5 0 1 0 0 13zm0 0a6.5 6.5 0 0 1 0 13" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M8 1.5a6.5 6.5 0 0 0 0 13z"/>',
  menu: '<path d="M2 4h12M2 8h12M2 12h12" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/>',
  // The gate of the course's name: two posts, a lifted gate, and what is let through.
  gate: '<path d="M2.5 1.5v13M13.5 1.5v13M1 1.5h14" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/><path d="M4.6 3.4h6.8v5.2H4.6z"/><path d="M4.4 12.4c1.2-1 2.4-1 3.6 0s2.4 1 3.6 0" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round"/>',
} as const;

/** A small sign beside words; it says nothing of its own. */
export function icon(name: keyof typeof shapes): Html {
  return raw(
    `<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false" fill="currentColor">${shapes[name]}</svg>`,
  );
}
