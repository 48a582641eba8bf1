/**
 * The player: a recorded run to step through, play and scrub in a page. For browsers.
 *
 * @module headgate/player
 */
export { mountPlayer } from "./mount-player.ts";
export type { Player, PlayerOptions, PlayerPanel, PlayerView } from "./options.ts";
