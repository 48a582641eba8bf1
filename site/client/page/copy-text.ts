const said = new WeakMap<HTMLElement, { label: string; timer: ReturnType<typeof setTimeout> }>();

/**
 * Copies a text, and has the button say for 1.5 s that it is copied, or `refused` where the browser does not let a page
 * copy. A second press within that time does not take the answer for the button's own label.
 */
export async function copyText(button: HTMLElement, text: string, refused: string): Promise<void> {
  let answer = "Copied";
  try {
    // Where the page is not served safely, there is no clipboard at all.
    await navigator.clipboard.writeText(text);
  } catch {
    answer = refused;
  }
  const before = said.get(button);
  clearTimeout(before?.timer);
  const label = before?.label ?? button.textContent ?? "";
  const timer = setTimeout(() => {
    button.textContent = label;
    said.delete(button);
  }, 1500);
  said.set(button, { label, timer });
  button.textContent = answer;
}
