/** Text shorter than this waits for more, so that a fast model does not make an event of every word. */
const flushMillis = 60;

/**
 * Gathers the pieces of a streaming answer, so that a panel sees it grow a few times a second and the
 * database is not asked to keep every word by itself.
 */
export class AnswerStream {
  #pending = '';
  #timer: NodeJS.Timeout | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly flush: (text: string) => Promise<void>) {}

  /** Takes a piece of text as it arrives. */
  readonly push = (text: string): void => {
    this.#pending += text;
    this.#timer ??= setTimeout(() => this.#flushNow(), flushMillis);
  };

  /** Ends the stream; what was not shown yet is in the complete answer that follows. */
  async end(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#pending = '';
    await this.#last;
  }

  #flushNow(): void {
    this.#timer = null;
    const text = this.#pending;
    this.#pending = '';
    if (text !== '') this.#last = this.flush(text).catch(() => undefined);
  }
}
