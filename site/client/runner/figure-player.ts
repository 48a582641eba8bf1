import type { Player, PlayerOptions } from "headgate/player";

/** The form of an output that a player takes: its options as JSON. */
export const figureType = "application/vnd.headgate.figure+json";

/**
 * Puts a player before a still figure and hides that, as soon as the player's code is there; it is a file of its own,
 * loaded with a page's first figure. Where anything fails the figure stays as it is.
 */
export async function playFigure(still: HTMLElement, json: string): Promise<Player | undefined> {
  try {
    const { mountPlayer } = await import("headgate/player");
    if (!still.isConnected) return undefined; // The cell has been run again since.
    const host = document.createElement("div");
    host.className = "cell-player";
    const player = mountPlayer(host, JSON.parse(json) as PlayerOptions);
    still.before(host);
    still.classList.add("is-playing");
    return player;
  } catch (error) {
    reportError(error);
    return undefined;
  }
}
