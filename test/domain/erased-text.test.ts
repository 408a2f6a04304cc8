import { expect } from 'chai';
import fc from 'fast-check';
import { distinctNames, erasedId, erasedText, type OwnTexts } from '../../src/domain/erased-text.ts';
import { namesOf } from '../../src/domain/erasure.ts';

const oid = 'a01b2c3d-0000-4000-8000-0a1b2c3d4e5f';
const other = '11111111-beda-4000-8000-000000000001';
const called = ['ask', 'read', 'beda', 'name', '100', '2026', 'EUR', 'and'];
const names = namesOf({ displayName: 'Clara O’Brien', email: 'clara@finch.example', oid, aliases: ["O'Brien", ...called] });
const own: OwnTexts = {
  words: new Set(['ask', 'read', 'read_customer']),
  renamed: new Map([["of O'Brien", 'of Erased person (2)']]),
  isFilter: (text) => / eq /.test(text),
};

describe('a stored text without a person’s names', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['is as people write it', 'Ask Clara O’Brien', 'Erased person Erased person'],
    ['keeps a word of the product’s own', 'read_customer', 'read_customer'],
    ['keeps it in JSON too, where it is a value', '{"autonomy":"ask","tools":["read"]}', '{"autonomy":"ask","tools":["read"]}'],
    ['loses it where it is said among other words', '["please ask"]', '["please Erased person"]'],
    ['keeps what JSON calls its values, in their order', '{"name": "O\'Brien","10":"b", "9" :1.0}', '{"name": "Erased person","10":"b", "9" :1.0}'],
    ['loses what nobody’s program calls a value', '{"Clara O’Brien":"x","clara@finch.example" :1}', '{"Erased person":"x","Erased person" :1}'],
    ['is JSON in JSON', JSON.stringify({ x: JSON.stringify(['"O\'Brien"']) }), JSON.stringify({ x: JSON.stringify(['"Erased person"']) })],
    ['is JSON, one text alone', '"O\'Brien, \\u00e9"', '"Erased person, é"'],
    ['is no JSON, though it begins so', '["O\'Brien', '["Erased person'],
    ['keeps amounts', '100', '100'],
    ['keeps currencies', '{"currency":"EUR"}', '{"currency":"EUR"}'],
    ['keeps days', '2026-03-01', '2026-03-01'],
    ['keeps instants', '2026-03-01T08:00:00.000Z', '2026-03-01T08:00:00.000Z'],
    ['keeps ids of others', `["${other}"]`, `["${other}"]`],
    ['loses her own id', `["${oid.toUpperCase()}"]`, '["Erased person"]'],
    ['loses it as what JSON calls a value, and keeps others’', `{"${oid}":1,"${other}":2}`, `{"Erased person":1,"${other}":2}`],
    ['is a filter: only its constants', "name eq 'O''Brien' and x eq 'a ''b'''", "name eq 'Erased person' and x eq 'a ''b'''"],
    ['is a filter by ids', `id eq ${oid} or id eq ${other}`, `id eq 00000000-0000-0000-0000-000000000000 or id eq ${other}`],
    ['is a filter in JSON', `{"customers":"name eq 'O''Brien'"}`, `{"customers":"name eq 'Erased person'"}`],
    ['calls what was renamed by its new name', `{"condition":"of O'Brien"}`, '{"condition":"of Erased person (2)"}'],
    ['calls by it nothing of the ERP’s', "name eq 'of O''Brien'", "name eq 'of Erased person'"],
    ['stays as it is where nobody is named', '{"a" : "\\u0041"}', '{"a" : "\\u0041"}'],
  ];
  for (const [title, text, without] of cases)
    it(title, () => {
      expect(erasedText(text, names, own)).to.equal(without);
      expect(erasedText(without, names, own), 'and stays so').to.equal(without);
    });

  it('is an id: hers goes, and nobody’s who is only called like her', () => {
    const ids = [oid, oid.toUpperCase(), `beda-${other}`, 'ask-2'];
    expect(ids.map((id) => erasedId(id, names))).to.deep.equal(['Erased person', 'Erased person', `beda-${other}`, 'ask-2']);
  });

  it('is JSON of the same form as before, whatever she is called', () => {
    const shape = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(shape);
      return typeof value === 'object' && value !== null ? Object.entries(value).map(([key, one]) => [key, shape(one)]) : typeof value;
    };
    const key = fc.constantFrom('a', 'name', 'ask', 'read', 'x-1', '__proto__');
    const json = fc.letrec((tie) => ({
      value: fc.oneof({ depthSize: 'small' }, fc.string(), fc.constantFrom(...called), fc.double(), fc.boolean(), tie('list'), tie('object')),
      list: fc.array(tie('value'), { maxLength: 4 }),
      object: fc.dictionary(key, tie('value'), { maxKeys: 4 }),
    }));
    fc.assert(
      fc.property(fc.oneof(json.list, json.object), fc.array(fc.string({ minLength: 2 })), (value, more) => {
        const text = JSON.stringify(value);
        const without = erasedText(text, [...names, ...more], { ...own, isFilter: () => false });
        expect(shape(JSON.parse(without))).to.deep.equal(shape(JSON.parse(text)));
      }),
    );
  });
});

describe('the new names of things', () => {
  const without = (name: string): string => name.replaceAll(/Clara|Reyes/g, 'Erased person');

  it('are theirs alone, and nothing else is renamed', () => {
    expect([...distinctNames(['Clara', 'Reyes', 'Erased person', 'Erased person (3)', 'Finch'], { without, most: 80 })]).to.deep.equal([
      ['Clara', 'Erased person (2)'],
      ['Reyes', 'Erased person (4)'],
    ]);
  });

  it('are no longer than they may be, and one name has one, however many have it', () => {
    const long = `${'x'.repeat(70)} Clara`;
    const renamed = distinctNames([long, long, `${'x'.repeat(70)} Reyes`], { without, most: 75 });
    expect([...renamed.values()]).to.deep.equal([`${'x'.repeat(70)} Eras`, `${'x'.repeat(70)}  (2)`.slice(0, 71) + ' (2)']);
  });
});
