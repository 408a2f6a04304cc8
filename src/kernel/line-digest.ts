import { createHash } from 'node:crypto';

/** SHA-256 over lines as they come, each followed by a line feed, so that a long list needs no memory. */
export class LineDigest {
  readonly #hash = createHash('sha256');

  add(line: string): void {
    this.#hash.update(`${line}\n`, 'utf8');
  }

  /** 64 lower-case hexadecimal digits; nothing can be added any more. */
  end(): string {
    return this.#hash.digest('hex');
  }
}
