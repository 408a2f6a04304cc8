import { limits } from './limits.ts';
import { ODataError } from './odata-error.ts';
import { tokenize } from './tokenize.ts';
import type { Token } from './tokenize.ts';

const endToken: Token = { kind: 'end', text: '', position: 0 };

const shown = (token: Token): string => (token.kind === 'end' ? 'the end' : `'${token.text.slice(0, 40)}'`);

/** Walks over the tokens of one text, once and forwards, and counts what the limits bound. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;
  #literals = 0;

  constructor(text: string) {
    this.#tokens = tokenize(text);
  }

  /** The next token, not taken. */
  peek(): Token {
    return this.#tokens[this.#next] ?? endToken;
  }

  /** Takes the next token. */
  take(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.#next += 1;
    return token;
  }

  /** Takes the next token if it is this sign. */
  takeSign(sign: string): boolean {
    const token = this.peek();
    if (token.kind !== 'sign' || token.text !== sign) return false;
    this.#next += 1;
    return true;
  }

  /** Takes the next token if it is this word. */
  takeWord(word: string): boolean {
    const token = this.peek();
    if (token.kind !== 'name' || token.text !== word) return false;
    this.#next += 1;
    return true;
  }

  /** Takes this sign or throws. */
  expectSign(sign: string): void {
    if (!this.takeSign(sign)) throw this.unexpected(`'${sign}'`);
  }

  /** Takes a name or throws. */
  expectName(what: string): string {
    const token = this.peek();
    if (token.kind !== 'name' || token.text.startsWith('$')) throw this.unexpected(what);
    this.#next += 1;
    return token.text;
  }

  /** Throws unless every token was taken. */
  expectEnd(): void {
    if (this.peek().kind !== 'end') throw this.unexpected('the end');
  }

  /** The error for a token that does not fit where it stands. */
  unexpected(expected: string): ODataError {
    const token = this.peek();
    return new ODataError(`Expected ${expected} but found ${shown(token)}`, token.position);
  }

  /** Runs `parse` one level deeper; throws when that is too deep. */
  nested<Result>(parse: () => Result): Result {
    this.#depth += 1;
    if (this.#depth > limits.depth) {
      throw new ODataError(`The query is nested more than ${limits.depth} levels deep`, this.peek().position);
    }
    const result = parse();
    this.#depth -= 1;
    return result;
  }

  /** Counts one literal; throws when there are too many. */
  countLiteral(): void {
    this.#literals += 1;
    if (this.#literals > limits.literals) {
      throw new ODataError(`The filter has more than ${limits.literals} constants`, this.peek().position);
    }
  }
}
