import type { RichOutput } from "../display.ts";
import type { Figure } from "../paint/figure.ts";
import { playerScript } from "./host-modules.ts";
import { notebookHtml } from "./player-html.ts";

/**
 * A figure in its form for each place. `json` answers what a player needs to play it; where it answers
 * undefined, and in a notebook without the player's script, the figure stands still.
 */
export function figureOutput(figure: Figure, json: () => string | undefined): RichOutput {
  return {
    text: figure.text,
    page: () => {
      const data = json();
      return {
        "text/plain": figure.text,
        "text/html": figure.html,
        ...(data !== undefined && { "application/vnd.headgate.figure+json": data }),
      };
    },
    notebook: () => {
      const data = json();
      const script = data === undefined ? undefined : playerScript();
      const isPlaying = data !== undefined && script !== undefined;
      return notebookHtml(figure, isPlaying ? { json: data, script } : undefined);
    },
  };
}
