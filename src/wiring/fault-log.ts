import type { Logger } from 'pino';

/** Logs a fault once when it begins and once when it is over, however often it is looked at in between. */
export class FaultLog {
  readonly #open = new Set<string>();

  constructor(private readonly logger: Pick<Logger, 'error' | 'info'>) {}

  /** Takes in how something stands: what is wrong with it, in whatever words the outside found, or null. */
  note(what: string, fault: unknown): void {
    const isWrong = fault !== null;
    if (isWrong === this.#open.has(what)) return;
    if (isWrong) {
      this.#open.add(what);
      this.logger.error({ err: fault }, `${what}: out of order`);
    } else {
      this.#open.delete(what);
      this.logger.info(`${what}: in order again`);
    }
  }
}
