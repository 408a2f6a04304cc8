import { expect } from 'chai';
import fc from 'fast-check';
import { ODataError, parseODataQuery, parseResourcePath } from '../../src/odata/index.ts';
import { TokenReader } from '../../src/odata/token-reader.ts';

interface Work {
  /** Looks at and takings of tokens by the parser. */
  readonly steps: number;
  /** Attempts of the tokenizer to find a token at a place. */
  readonly attempts: number;
  /** Characters of all tokens and blanks that were found. */
  readonly characters: number;
}

const readerMethods = ['peek', 'take', 'takeSign', 'takeWord', 'expectSign', 'expectName', 'nested', 'countLiteral'] as const;

/** The work that `parse` makes, counted and not timed: so it is the same on every machine. */
const workOf = (parse: () => unknown): Work => {
  let [steps, attempts, characters] = [0, 0, 0];
  const { prototype } = TokenReader;
  const saved = readerMethods.map((name) => [name, Object.getOwnPropertyDescriptor(prototype, name)] as const);
  const exec = Object.getOwnPropertyDescriptor(RegExp.prototype, 'exec');
  for (const [name, descriptor] of saved) {
    const method = descriptor?.value as (...given: unknown[]) => unknown;
    Object.defineProperty(prototype, name, {
      ...descriptor,
      value(this: unknown, ...given: unknown[]) {
        steps += 1;
        return Reflect.apply(method, this, given);
      },
    });
  }
  const search = exec?.value as (this: RegExp, text: string) => RegExpExecArray | null;
  Object.defineProperty(RegExp.prototype, 'exec', {
    ...exec,
    value(this: RegExp, text: string) {
      const found = Reflect.apply(search, this, [text]);
      if (this.sticky) {
        attempts += 1;
        characters += found?.[0].length ?? 0;
      }
      return found;
    },
  });
  try {
    parse();
  } catch (thrown) {
    if (!(thrown instanceof ODataError)) throw thrown;
  } finally {
    for (const [name, descriptor] of saved) Object.defineProperty(prototype, name, descriptor ?? {});
    Object.defineProperty(RegExp.prototype, 'exec', exec ?? {});
  }
  return { steps, attempts, characters };
};

/** Seven kinds of tokens are tried at each place, and a token is looked at a handful of times. */
const attemptsPerPlace = 8;
const looksPerToken = 30;

const expectLinear = (text: string, parse: () => unknown): void => {
  const { steps, attempts, characters } = workOf(parse);
  const what = `${text.slice(0, 60)}… (${text.length} characters)`;
  expect(characters, `characters of ${what}`).to.be.at.most(text.length);
  expect(attempts, `attempts on ${what}`).to.be.at.most(attemptsPerPlace * (text.length + 1));
  expect(steps, `steps on ${what}`).to.be.at.most(looksPerToken * (text.length + 1));
};

describe('the work of the OData parser', () => {
  const pieces = [
    "'",
    "''",
    '1',
    '-',
    'a',
    'a/',
    '0.',
    '9-',
    '(',
    ')',
    ',',
    ' ',
    "a eq 'x' and ",
    'a eq 1 or ',
    'not ',
    'not(',
    'tolower(',
    'a in (1,',
    '1,',
    'a,',
    'a desc,',
    'a($expand=',
    ';',
    'x($filter=a eq 1;',
  ];
  const options = ['$filter=', '$orderby=', '$select=', '$expand=', '$expand=a($filter=', '$top='];

  it('is bounded by the length of the text, hostile texts included', () => {
    for (const option of options) {
      for (const piece of pieces) {
        const text = option + piece.repeat(Math.floor(16_000 / piece.length));
        expectLinear(text, () => parseODataQuery(text));
      }
    }
  });

  it('grows with the text and no faster', () => {
    const filter = (terms: number): string => `$filter=${Array.from({ length: terms }, (_, at) => `a${at} eq ${at}`).join(' and ')}`;
    const expand = (names: number): string => `$expand=${Array.from({ length: names }, (_, at) => `a${at}($filter=b eq ${at};$top=1)`).join(',')}`;
    for (const make of [filter, expand]) {
      const [once, twice, fourTimes] = [50, 100, 200].map((size) => workOf(() => parseODataQuery(make(size))).steps);
      expect(once).to.be.above(100);
      expect((fourTimes ?? 0) - (twice ?? 0)).to.be.closeTo(2 * ((twice ?? 0) - (once ?? 0)), 8);
    }
  });

  it('is bounded by the length of the text, whatever the text', () => {
    const soup = fc.array(fc.constantFrom(...pieces, ' eq ', ' ne ', ' and ', ' or ', '2024-01-01', 'null', "'x'", '%27', '$', ':'), {
      maxLength: 300,
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...options),
        fc.oneof(
          soup.map((parts) => parts.join('')),
          fc.string({ unit: 'binary', maxLength: 500 }),
        ),
        (option, rest) => {
          const text = (option + rest).replaceAll('&', '');
          expectLinear(text, () => parseODataQuery(text));
          expectLinear(rest, () => parseResourcePath(rest));
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
