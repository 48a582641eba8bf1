/** `[` and `]` lead to the previous and the next chapter, unless the reader is typing. */
export function wireKeys(): void {
  document.addEventListener("keydown", (event) => {
    const relation = { "[": "prev", "]": "next" }[event.key];
    if (relation === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.composedPath()[0];
    if (
      target instanceof HTMLElement &&
      (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
    )
      return;
    document.querySelector<HTMLAnchorElement>(`a[rel=${relation}]`)?.click();
  });
}

/** Marks in the list "On this page" which part is being read. */
export function wireOutline(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>(".outline a")];
  const parts = new Map<Element, HTMLAnchorElement>();
  for (const link of links) {
    const part = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (part) parts.set(part, link);
  }
  if (parts.size === 0) return;
  let waiting = false;
  const mark = (): void => {
    waiting = false;
    const line = innerHeight * 0.3;
    const passed = [...parts].filter(([part]) => part.getBoundingClientRect().top <= line);
    const current = passed.at(-1)?.[1] ?? links[0];
    for (const link of links) {
      if (link === current) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  };
  const soon = (): void => {
    if (!waiting) requestAnimationFrame(mark);
    waiting = true;
  };
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon, { passive: true });
  mark();
}

/** Closes the menu of chapters on a narrow screen by Escape or a press elsewhere. */
export function wireMenu(menu: HTMLDetailsElement): void {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
  document.addEventListener("click", (event) => {
    if (menu.open && event.target instanceof Node && !menu.contains(event.target))
      menu.open = false;
  });
}
