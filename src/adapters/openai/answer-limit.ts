import { ModelError } from '../../features/chat/index.ts';

/** How long an answer may take, in milliseconds. */
export interface AnswerTimes {
  /** From the request to the last word. */
  readonly whole: number;
  /** Between two pieces of it. */
  readonly idle: number;
}

const seconds = (millis: number): string => `${Math.ceil(millis / 1000)} s`;

/**
 * Watches over one answer: aborts `signal` with a `ModelError` as its reason when the whole answer takes too
 * long, or when nothing comes for too long once it has begun. Before the first piece only the whole counts:
 * a model may think for a while.
 */
export class AnswerLimit {
  readonly #controller = new AbortController();
  readonly #whole: NodeJS.Timeout;
  #idle: NodeJS.Timeout | undefined;

  constructor(private readonly times: AnswerTimes) {
    const late = `The model did not finish its answer within ${seconds(times.whole)}.`;
    this.#whole = setTimeout(() => this.#controller.abort(new ModelError('unavailable', late)), times.whole);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** A piece has come. */
  heard(): void {
    const silent = `The model's answer broke off: nothing came for ${seconds(this.times.idle)}.`;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#controller.abort(new ModelError('broken_stream', silent)), this.times.idle);
  }

  /** The answer is there, or given up. */
  end(): void {
    clearTimeout(this.#whole);
    clearTimeout(this.#idle);
  }
}

/** Rejects with the signal's reason as soon as it is aborted; never resolves. */
export const whenAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    const give = (): void => reject(signal.reason as Error);
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });
