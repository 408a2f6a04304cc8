import fc from 'fast-check';
import type { GeneratorValue } from 'fast-check';

/** Choices that fast-check makes, remembers and shrinks: towards the first value and towards no. */
export class Draw {
  constructor(private readonly generate: GeneratorValue) {}

  /** A whole number from 0 to below `end`. */
  below(end: number): number {
    return this.generate(fc.nat, Math.max(0, end - 1));
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
