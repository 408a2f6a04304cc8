import type { Meters } from '../../kernel/telemetry.ts';

/** Measures that are taken once and go to several. */
export const bothMeters = (...all: readonly Meters[]): Meters => ({
  add: (...taken) => all.forEach((meters) => meters.add(...taken)),
  record: (...taken) => all.forEach((meters) => meters.record(...taken)),
  observe: (...asked) => all.forEach((meters) => meters.observe(...asked)),
});
