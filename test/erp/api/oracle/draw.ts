import fc from 'fast-check';
import type { GeneratorValue } from 'fast-check';

/** Choices that a property's cases are made of. */
export class Draw {
  private constructor(private readonly next: (end: number) => number) {}

  /** Choices that fast-check makes, remembers and shrinks: towards the first value and towards no. */
  static by(generate: GeneratorValue): Draw {
    return new Draw((end) => generate(fc.nat, end - 1));
  }

  /** Choices that follow from a number alone (mulberry32), for cases so many that each has to be cheap. */
  static from(seed: number): Draw {
    let state = seed;
    return new Draw((end) => {
      state = (state + 0x6d2b79f5) | 0;
      let value = Math.imul(state ^ (state >>> 15), 1 | state);
      value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
      return Math.floor((((value ^ (value >>> 14)) >>> 0) / 4294967296) * end);
    });
  }

  /** A whole number from 0 to below `end`. */
  below(end: number): number {
    return end <= 1 ? 0 : this.next(end);
  }

  /** One of the values. */
  oneOf<T>(values: readonly T[]): T {
    const value = values[this.below(values.length)];
    if (value === undefined) throw new Error('There is nothing to choose from');
    return value;
  }

  /** One of the values, or undefined if there are none. */
  anyOf<T>(values: readonly T[]): T | undefined {
    return values.length === 0 ? undefined : this.oneOf(values);
  }

  /** True about `count` times in ten. */
  tenths(count: number): boolean {
    return this.below(10) >= 10 - count;
  }

  /** Some of the values, each with that many chances in ten. */
  some<T>(values: readonly T[], count: number): T[] {
    return values.filter(() => this.tenths(count));
  }
}
