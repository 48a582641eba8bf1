/** An error that a scenario asks for: whatever else is thrown is a mistake of the library. */
export class Planned extends Error {
  override readonly name: string = "Planned";
}
