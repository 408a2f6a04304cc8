import { expect } from 'chai';
import fc from 'fast-check';
import { ODataError, parseFilter } from '../../src/odata/index.ts';
import type { Filter } from '../../src/odata/index.ts';

const field = (name: string) => ({ kind: 'field', name }) as const;

const understood: readonly (readonly [string, Filter])[] = [
  ["number eq 'V-1042'", { kind: 'compare', operator: 'eq', target: field('number'), value: { kind: 'string', value: 'V-1042' } }],
  ["name ne 'O''Neill'", { kind: 'compare', operator: 'ne', target: field('name'), value: { kind: 'string', value: "O'Neill" } }],
  [
    'amount gt 0.10000000000000000001',
    { kind: 'compare', operator: 'gt', target: field('amount'), value: { kind: 'number', value: '0.10000000000000000001' } },
  ],
  ['-5 lt amount', { kind: 'compare', operator: 'gt', target: field('amount'), value: { kind: 'number', value: '-5' } }],
  ['open eq true', { kind: 'compare', operator: 'eq', target: field('open'), value: { kind: 'boolean', value: true } }],
  ['email eq null', { kind: 'compare', operator: 'eq', target: field('email'), value: { kind: 'null' } }],
  ['dueDate le 2024-02-29', { kind: 'compare', operator: 'le', target: field('dueDate'), value: { kind: 'date', value: '2024-02-29' } }],
  [
    'lastModifiedDateTime ge 2024-05-01T12:30:00+02:00',
    {
      kind: 'compare',
      operator: 'ge',
      target: field('lastModifiedDateTime'),
      value: { kind: 'dateTime', value: '2024-05-01T10:30:00.000Z', isExact: true },
    },
  ],
  [
    'at lt 2024-05-01T12:30:00.1234567Z',
    { kind: 'compare', operator: 'lt', target: field('at'), value: { kind: 'dateTime', value: '2024-05-01T12:30:00.123Z', isExact: false } },
  ],
  [
    'id eq 7D1F6A52-3c0b-4a5e-9b1d-2f8c40a1e001',
    { kind: 'compare', operator: 'eq', target: field('id'), value: { kind: 'guid', value: '7d1f6a52-3c0b-4a5e-9b1d-2f8c40a1e001' } },
  ],
  ["contains(name,'x y')", { kind: 'match', match: 'contains', target: field('name'), text: 'x y' }],
  [
    "startswith(tolower(name), 'a')",
    { kind: 'match', match: 'startswith', target: { kind: 'call', name: 'tolower', argument: field('name') }, text: 'a' },
  ],
  [
    'year(postingDate) eq 2024',
    {
      kind: 'compare',
      operator: 'eq',
      target: { kind: 'call', name: 'year', argument: field('postingDate') },
      value: { kind: 'number', value: '2024' },
    },
  ],
  [
    "city in ('Leeds','York')",
    {
      kind: 'in',
      target: field('city'),
      values: [
        { kind: 'string', value: 'Leeds' },
        { kind: 'string', value: 'York' },
      ],
    },
  ],
];

const refused: readonly (readonly [string, RegExp])[] = [
  ['', /Expected a field/],
  ['amount', /Expected a comparison/],
  ['amount eq', /Expected a constant/],
  ["name eq 'open", /not closed/],
  ['amount gt other', /compared with a constant only/],
  ['lines/any(l: l/amount gt 5)', /Lambda expressions \(any\)/],
  ['lines/all(l: l/amount gt 5)', /Lambda expressions \(all\)/],
  ["customer/city eq 'York'", /navigation path/],
  ['a eq 1 or b eq 2', /OR across different fields/],
  ['(a eq 1 and b eq 2) or (a eq 2 and b eq 3)', /OR across different fields/],
  ['not (a eq 1 and b eq 2)', /OR across different fields/],
  ['c eq 1 and (a eq 1 or b eq 2)', /OR across different fields/],
  ["trim(name) eq 'x'", /function 'trim'/],
  ['amount add 5 gt 7', /Expected a comparison/],
  ['amount gt 1e5', /not understood/],
  ['amount gt 5m', /not understood/],
  ['dueDate eq 2023-02-29', /no day/],
  ['at eq 2023-13-01T00:00:00Z', /no instant/],
  ['at eq 2023-01-01T25:00:00Z', /no instant/],
  ['(a eq 1', /Expected '\)'/],
  ['a eq 1)', /Expected the end/],
  ['a in ()', /Expected a constant/],
  ['contains(a,5)', /text literal/],
  ['a eq @p', /not understood/],
  [`amount eq ${'9'.repeat(50)}`, /digits/],
  [`${'('.repeat(30)}a eq 1${')'.repeat(30)}`, /levels deep/],
  [`${'not '.repeat(30)}a eq 1`, /levels deep/],
  [`a in (${Array.from({ length: 501 }, (_, at) => at).join(',')})`, /more than 500 constants/],
];

describe('$filter text', () => {
  for (const [text, tree] of understood) {
    it(`understands ${text}`, () => {
      expect(parseFilter(text)).to.deep.equal(tree);
    });
  }

  for (const [text, message] of refused) {
    it(`refuses ${text.slice(0, 60) || '(nothing)'}`, () => {
      expect(() => parseFilter(text)).to.throw(ODataError, message);
    });
  }

  it('binds and tighter than or', () => {
    const tree = parseFilter('a eq 1 or a gt 5 and a lt 9');
    expect(tree.kind).to.equal('or');
    expect(tree.kind === 'or' && tree.operands.map((operand) => operand.kind)).to.deep.equal(['compare', 'and']);
  });

  it('allows OR and NOT within one field', () => {
    expect(() => parseFilter("(city eq 'a' or tolower(city) eq 'b') and not (amount gt 1 and amount lt 5)")).not.to.throw();
  });

  it('throws its own error or nothing, whatever the text', () => {
    const word = fc.constantFrom(
      'a',
      'eq',
      'or',
      'and',
      'not',
      '(',
      ')',
      "'",
      "''",
      ',',
      '5',
      '-',
      '2024-01-01',
      'null',
      ' ',
      '/',
      'contains',
      'in',
      'any',
      ':',
      '$',
      '\u0000',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(word, { maxLength: 80 }).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(text, (input) => {
        try {
          parseFilter(input);
        } catch (thrown) {
          if (!(thrown instanceof ODataError)) throw thrown;
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('takes time linear in the text, hostile texts included', () => {
    const millisFor = (text: string): number => {
      const start = process.hrtime.bigint();
      try {
        parseFilter(text);
      } catch (thrown) {
        if (!(thrown instanceof ODataError)) throw thrown;
      }
      return Number(process.hrtime.bigint() - start) / 1e6;
    };
    const hostile = ["'", '1', "''", '(', '-', 'a', 'a/', '0.', '9-', "a eq 'x' and ", 'not ', 'tolower('];
    for (const piece of hostile) {
      const text = piece.repeat(Math.floor(16_000 / piece.length));
      const best = Math.min(millisFor(text), millisFor(text), millisFor(text));
      expect(best, `16,000 characters of ${piece}`).to.be.below(100);
    }
  });
});
