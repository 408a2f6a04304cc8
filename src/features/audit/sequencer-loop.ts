import type { Logger } from 'pino';
import type { Sequencer } from './sequencer.ts';

/** How long after a commit the sequencer looks, so that records of one burst share a batch. */
const burstMillis = 40;
/** How often it looks anyway, for what another process committed. */
const sweepMillis = 2_000;

/** Runs the sequencer after commits and now and then. */
export class SequencerLoop {
  #timer: NodeJS.Timeout | null = null;
  #sweep: NodeJS.Timeout | null = null;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(
    private readonly sequencer: Sequencer,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.#sweep = setInterval(() => this.wake(), sweepMillis).unref();
  }

  /** Asks for a look soon; many calls make one look. */
  readonly wake = (): void => {
    if (this.#stopped || this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#running = this.#running.then(() => this.#look());
    }, burstMillis).unref();
  };

  /** Stops after a last look. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#sweep) clearInterval(this.#sweep);
    await this.#running;
    await this.#look();
  }

  async #look(): Promise<void> {
    try {
      await this.sequencer.drain();
      await this.sequencer.sealDays();
    } catch (error) {
      this.logger.warn({ err: error }, 'the log sequencer could not append; it will try again');
    }
  }
}
