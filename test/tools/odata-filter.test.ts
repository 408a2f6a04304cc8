import { expect } from 'chai';
import fc from 'fast-check';
import { queryString } from '../../src/adapters/business-central/routes.ts';
import { odata } from '../../src/features/tools/odata-filter.ts';
import { parseODataQuery } from '../../src/odata/index.ts';

const reparse = (filter: string) => parseODataQuery(queryString({ filter }).slice(1)).filter;
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD');
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom("'", '"', ')', ' or ', '%27', '&', '\ud800', 'a', '\n') }),
);

describe('OData filters', () => {
  it('carry any text as one literal, whatever is in it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(reparse(odata.equals('number', text))).to.deep.equal({
          kind: 'compare',
          operator: 'eq',
          target: { kind: 'field', name: 'number' },
          value: { kind: 'string', value: wellFormed(text) },
        });
      }),
    );
  });

  it('stay two conditions when two are joined, whatever text is in them', () => {
    fc.assert(
      fc.property(anyText, anyText, (first, second) => {
        const tree = reparse(odata.and(odata.startsWith('number', first), undefined, odata.contains('displayName', second))!);
        expect(tree).to.have.property('kind', 'and');
        expect(tree?.kind === 'and' && tree.operands.map((operand) => operand.kind === 'match' && operand.text)).to.deep.equal([
          wellFormed(first),
          wellFormed(second.toLowerCase()),
        ]);
      }),
    );
  });

  it('keep alternatives in parentheses, so that a condition before them holds for all', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 2, maxLength: 5 }), (texts) => {
        const tree = reparse(odata.and(odata.is('open', true), odata.oneOf('number', texts))!);
        expect(tree?.kind === 'and' && tree.operands.map((operand) => operand.kind)).to.deep.equal(['compare', 'or']);
      }),
    );
  });

  it('refuse what is not a field or not a date, and an empty list of alternatives', () => {
    expect(() => odata.equals('number eq 1 or number', 'x')).to.throw(TypeError);
    expect(() => odata.from('orderDate', '2026-01-01 or 1 eq 1')).to.throw(TypeError);
    expect(() => odata.oneOf('number', [])).to.throw(TypeError);
  });

  it('name options as Business Central writes them', () => {
    expect(odata.isOption('documentType', 'Credit Memo')).to.equal("documentType eq 'Credit_x0020_Memo'");
  });
});
