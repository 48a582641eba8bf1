import { fileURLToPath } from "node:url";

/** A small repository: two chapters, one exercise, and the notebooks that they print. */
export const fixture: string = fileURLToPath(new URL("../fixture", import.meta.url));
