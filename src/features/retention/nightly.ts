import { Cron } from 'croner';

/** Runs something every day at a time of UTC, never twice at once. */
export class Nightly {
  readonly #cron: Cron;

  /** `time`: `HH:MM`, UTC. */
  constructor(time: string, work: () => Promise<void>) {
    const [hour, minute] = time.split(':').map(Number);
    this.#cron = new Cron(`${minute} ${hour} * * *`, { timezone: 'UTC', protect: true, unref: true }, work);
  }

  stop(): void {
    this.#cron.stop();
  }
}
