import type { ServerResponse } from "node:http";
import { Sampler } from "headgate/live";
import type { AnnouncedSystems } from "./announced-systems.ts";

/** So much a viewer may leave unread before samples are left out for it, in bytes. */
const mostUnread = 1_000_000;

/** Who watches, and which system. A system is sampled only while somebody watches it. */
export class Viewers {
  readonly #systems: AnnouncedSystems;
  readonly #byNumber = new Map<number, Set<ServerResponse>>();
  readonly #samplers = new Map<number, Sampler>();

  constructor(systems: AnnouncedSystems) {
    this.#systems = systems;
  }

  /** How many systems are sampled now. */
  get samplerCount(): number {
    return this.#samplers.size;
  }

  /** One more, of the system of that number; it may not have been made yet. */
  join(number: number, response: ServerResponse): void {
    const viewers = this.#byNumber.get(number) ?? new Set();
    this.#byNumber.set(number, viewers.add(response));
    response.on("close", () => this.#leave(number, response));
    send(response, "systems", JSON.stringify(this.#systems.numbers));
    this.#begin(number);
  }

  #leave(number: number, response: ServerResponse): void {
    const viewers = this.#byNumber.get(number);
    viewers?.delete(response);
    if (viewers === undefined || viewers.size > 0) return;
    this.#byNumber.delete(number);
    this.#samplers.get(number)?.stop();
    this.#samplers.delete(number);
  }

  /** The program has made a system. */
  systemsChanged(): void {
    const numbers = JSON.stringify(this.#systems.numbers);
    for (const [number, viewers] of this.#byNumber) {
      for (const response of viewers) send(response, "systems", numbers);
      this.#begin(number);
    }
  }

  #begin(number: number): void {
    const system = this.#systems.get(number);
    const viewers = this.#byNumber.get(number);
    if (system === undefined || viewers === undefined || this.#samplers.has(number)) return;
    const tell = (type: string, data: unknown): void => {
      const text = JSON.stringify(data);
      for (const response of viewers) {
        if (response.writableLength < mostUnread) send(response, type, text);
      }
    };
    try {
      // The page keeps its own history.
      const sampler = new Sampler(system, (sample) => tell("sample", sample), { keep: 0 });
      this.#samplers.set(number, sampler);
    } catch (error) {
      tell("trouble", (error as Error).message);
    }
  }
}

/** One message of Server-Sent Events. */
function send(response: ServerResponse, type: string, json: string): void {
  response.write(`event: ${type}\ndata: ${json}\n\n`);
}
