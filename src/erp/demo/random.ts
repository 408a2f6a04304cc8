import type { IdSource } from '../../kernel/ids.ts';

/** A source of chance that repeats itself: the same seed gives the same sequence for ever. */
export interface Chance {
  /** A number from 0 (included) to 1 (excluded). */
  next(): number;
  /** A whole number between the two, both included. */
  int(from: number, to: number): number;
  /** True with that probability. */
  isLucky(probability: number): boolean;
  /** One of the values. */
  pick<T>(values: readonly T[]): T;
  /** About normally distributed around 0 with deviation 1 (sum of twelve uniforms). */
  normal(): number;
}

const hash = (text: string): number => {
  let value = 2166136261;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 16777619);
  return value >>> 0;
};

/** mulberry32 (public domain, Tommy Ettinger), seeded with a text. Not for secrets. */
export const chanceFrom = (seed: string): Chance => {
  let state = hash(seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    int: (from, to) => from + Math.floor(next() * (to - from + 1)),
    isLucky: (probability) => next() < probability,
    pick: (values) => {
      const value = values[Math.floor(next() * values.length)];
      if (value === undefined) throw new Error('nothing to pick from');
      return value;
    },
    normal: () => {
      let total = -6;
      for (let at = 0; at < 12; at++) total += next();
      return total;
    },
  };
};

/** Identifiers in UUID version 4 shape from a source of chance. */
export const idsFrom = (chance: Chance): IdSource => {
  const word = (): string => (2147483648 + Math.floor(chance.next() * 2147483648)).toString(16);
  return {
    next: () => {
      const [first, second, third] = [word(), word(), word()];
      return `${first}-${second.slice(0, 4)}-4${second.slice(4, 7)}-a${third.slice(1, 4)}-${third.slice(4)}${word()}`;
    },
  };
};
