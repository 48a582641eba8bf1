let made = 0;

/**
 * Stands for something that cannot be copied out of an answer: a function, a symbol, a getter.
 * No two marks are equal, so a comparison with one never passes by accident.
 */
export class Opaque {
  readonly serial: number;
  readonly text: string;

  constructor(text: string) {
    this.serial = ++made;
    this.text = text;
  }
}
