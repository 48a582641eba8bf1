// Tries: the same, in an error that the library throws.
// Expect: wrong, wrong, wrong
import { System } from "headgate";
export const make = () => {
  try { return [new System({ clock: 5 as any })]; } catch (error: any) {
    return /\.cjs|node:|file:|\bat .+:[0-9]+/.test(String(error.stack)) ? [1, 2, 3] : [];
  }
};
