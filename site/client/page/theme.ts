const storageKey = "headgate:theme";
const dark = matchMedia("(prefers-color-scheme: dark)");

function current(): "light" | "dark" {
  const chosen = document.documentElement.dataset["theme"];
  if (chosen === "light" || chosen === "dark") return chosen;
  return dark.matches ? "dark" : "light";
}

/** Makes a button switch between the light and the dark theme; the system's own choice is not stored. */
export function wireTheme(button: HTMLElement): void {
  const label = (): void => {
    const next = current() === "dark" ? "light" : "dark";
    button.setAttribute("aria-label", `Switch to the ${next} theme`);
    button.title = `Switch to the ${next} theme`;
  };
  button.addEventListener("click", () => {
    const next = current() === "dark" ? "light" : "dark";
    const isSystems = next === (dark.matches ? "dark" : "light");
    if (isSystems) delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = next;
    try {
      if (isSystems) localStorage.removeItem(storageKey);
      else localStorage.setItem(storageKey, next);
    } catch {
      // The choice then lasts as long as the page.
    }
    label();
  });
  dark.addEventListener("change", label);
  label();
}
