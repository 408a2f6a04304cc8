import type { Clock } from '../kernel/clock.ts';

/** Slows down whoever guesses passwords. */
export interface SignInThrottle {
  /** Seconds to wait before this account may be tried again; 0 if it may be tried now. */
  waitFor(email: string): number;
  /** Counts a wrong password. */
  failed(email: string): void;
  /** Forgets the failures after a right one. */
  succeeded(email: string): void;
}

const allowedFailures = 8;
const windowMillis = 5 * 60 * 1000;
/** Bounds the memory that made-up addresses can take. */
const rememberedAddresses = 2000;

/** Eight wrong passwords for one address within five minutes lock it until the five minutes are over. */
export const signInThrottle = (clock: Clock): SignInThrottle => {
  const failures = new Map<string, { count: number; since: number }>();
  const current = (email: string) => {
    const key = email.toLowerCase();
    const entry = failures.get(key);
    if (entry === undefined || clock.now().getTime() - entry.since < windowMillis) return { key, entry };
    failures.delete(key);
    return { key, entry: undefined };
  };
  return {
    waitFor(email) {
      const { entry } = current(email);
      if (entry === undefined || entry.count < allowedFailures) return 0;
      return Math.ceil((entry.since + windowMillis - clock.now().getTime()) / 1000);
    },
    failed(email) {
      const { key, entry } = current(email);
      if (entry !== undefined) entry.count += 1;
      else failures.set(key, { count: 1, since: clock.now().getTime() });
      const oldest = failures.keys().next();
      if (failures.size > rememberedAddresses && oldest.done !== true) failures.delete(oldest.value);
    },
    succeeded(email) {
      failures.delete(email.toLowerCase());
    },
  };
};
