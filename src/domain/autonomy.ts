import { autonomies, type Autonomy } from './vocabulary.ts';

/** Of several autonomies the strictest counts; of none, read-only. */
export const strictestAutonomy = (levels: readonly Autonomy[]): Autonomy => autonomies.find((level) => levels.includes(level)) ?? 'read-only';

/** Whether moving from one autonomy to another gives the agent more room. */
export const isWidening = (from: Autonomy, to: Autonomy): boolean => autonomies.indexOf(to) > autonomies.indexOf(from);
