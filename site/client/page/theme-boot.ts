// Runs before the page is painted, so that a stored choice of theme never flashes.
export {};

document.documentElement.classList.add("js");
try {
  const stored = localStorage.getItem("headgate:theme");
  if (stored === "light" || stored === "dark") document.documentElement.dataset["theme"] = stored;
} catch {
  // Without storage the reader's system decides.
}
