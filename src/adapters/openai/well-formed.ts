const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;

/** Text that every database and encoder takes: lone surrogates and NUL characters become U+FFFD. */
export const wellFormed = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\ufffd');

/** Text that arrives in pieces; a character may be cut in two between them. */
export class WellFormedPieces {
  #held = '';

  /** What is whole by now, made well-formed. */
  push(piece: string): string {
    const text = this.#held + piece;
    const isCut = isHighSurrogate(text.charCodeAt(text.length - 1));
    this.#held = isCut ? text.slice(-1) : '';
    return wellFormed(isCut ? text.slice(0, -1) : text);
  }

  /** What was held back for a second half that never came. */
  end(): string {
    const rest = wellFormed(this.#held);
    this.#held = '';
    return rest;
  }
}
