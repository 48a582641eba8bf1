declare module "headgate-site:exercises" {
  import type { Exercise } from "@headgate/check/engine";

  export const exercises: Readonly<Record<string, () => Promise<{ exercise: Exercise }>>>;
}
