import { expect } from 'chai';
import fc from 'fast-check';
import { emptyQuery, ODataError, parseODataQuery, parseResourcePath } from '../../src/odata/index.ts';

describe('a query string', () => {
  it('is empty when nothing is asked for', () => {
    expect(parseODataQuery('')).to.deep.equal(emptyQuery);
  });

  it('carries every option, percent-encoded or with plus signs for blanks', () => {
    const query = parseODataQuery(
      "$filter=city%20eq+'York'&$select=number,city&$orderby=city%20desc,number&$top=5&$skip=10&$count=true&$skiptoken=20",
    );
    expect(query.filter).to.deep.equal({
      kind: 'compare',
      operator: 'eq',
      target: { kind: 'field', name: 'city' },
      value: { kind: 'string', value: 'York' },
    });
    expect(query.select).to.deep.equal(['number', 'city']);
    expect(query.orderBy).to.deep.equal([
      { field: 'city', direction: 'desc' },
      { field: 'number', direction: 'asc' },
    ]);
    expect([query.top, query.skip, query.count, query.skipToken]).to.deep.equal([5, 10, true, '20']);
  });

  it('keeps an encoded ampersand and plus sign inside a text', () => {
    const query = parseODataQuery("$filter=name%20eq%20'Alder%20%26%20Finch%2B'");
    expect(query.filter?.kind === 'compare' && query.filter.value).to.deep.equal({ kind: 'string', value: 'Alder & Finch+' });
  });

  it('takes a star in $select as every field', () => {
    expect(parseODataQuery('$select=*').select).to.equal(undefined);
  });

  it('nests the options of $expand', () => {
    const query = parseODataQuery(
      '$expand=purchaseOrderLines($filter=quantity gt 5;$select=id;$orderby=sequence;$top=2;$expand=dimensionSetLines),customer',
    );
    expect(query.expand.map((item) => item.navigation)).to.deep.equal(['purchaseOrderLines', 'customer']);
    const lines = query.expand[0]?.query;
    expect(lines?.top).to.equal(2);
    expect(lines?.filter?.kind).to.equal('compare');
    expect(lines?.expand[0]?.navigation).to.equal('dimensionSetLines');
  });

  const refused: readonly (readonly [string, RegExp])[] = [
    ['$apply=aggregate(amount)', /'\$apply' is not supported/],
    ['$search=x', /'\$search' is not supported/],
    ['$compute=a', /not supported/],
    ['filter=a eq 1', /'filter' is not supported/],
    ['tenant=other', /'tenant' is not supported/],
    ['$filter=a eq 1&$filter=a eq 2', /given twice/],
    ['$top=-1', /whole number/],
    ['$top=1.5', /whole number/],
    ['$top=99999999999', /whole number/],
    ['$top=', /whole number/],
    ['$count=1', /true or false/],
    ['$select=', /a field/],
    ['$select=a/b', /path/],
    ['$orderby=a sideways', /the end/],
    ['$orderby=tolower(a)', /the end/],
    ['$expand=lines($levels=2)', /'\$levels' is not supported/],
    ['$expand=lines()', /not supported/],
    ['$expand=lines,lines', /expanded twice/],
    ['$expand=lines($top=1;$top=2)', /given twice/],
    ['$expand=lines/$ref', /path/],
    ['$expand=a($expand=b($expand=c($expand=d($expand=e))))', /levels deep/],
    ['$expand=lines($filter=a eq 1 or b eq 2)', /OR across/],
    ['$filter=%E0%A4%A', /percent-encoded/],
    [`$filter=a eq '${'x'.repeat(20_000)}'`, /longer than/],
  ];
  for (const [text, message] of refused) {
    it(`refuses ${text.slice(0, 60)}`, () => {
      expect(() => parseODataQuery(text)).to.throw(ODataError, message);
    });
  }

  it('throws its own error or nothing, whatever the text', () => {
    const piece = fc.constantFrom(
      '$filter=',
      '$expand=',
      '$select=',
      '$orderby=',
      '$top=',
      '&',
      'a',
      '(',
      ')',
      ';',
      ',',
      '%',
      '%27',
      '+',
      '5',
      ' eq ',
      '*',
      '$skiptoken=',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (input) => {
        try {
          parseODataQuery(input);
        } catch (thrown) {
          if (!(thrown instanceof ODataError)) throw thrown;
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('a resource path', () => {
  const guid = '7d1f6a52-3c0b-4a5e-9b1d-2f8c40a1e001';

  it('is a list of names with keys', () => {
    expect(parseResourcePath(`companies(${guid})/purchaseOrders(id=${guid})/Microsoft.NAV.receiveAndInvoice`)).to.deep.equal([
      { name: 'companies', key: { name: undefined, value: { kind: 'guid', value: guid } } },
      { name: 'purchaseOrders', key: { name: 'id', value: { kind: 'guid', value: guid } } },
      { name: 'Microsoft.NAV.receiveAndInvoice', key: undefined },
    ]);
  });

  it('keeps an encoded slash inside a key', () => {
    expect(parseResourcePath("items('A%2FB')")[0]?.key?.value).to.deep.equal({ kind: 'string', value: 'A/B' });
  });

  for (const path of ['', 'a//b', 'customers(', 'customers()', "customers('a','b')", 'customers(a)', '..', 'a(1)b', '%zz']) {
    it(`refuses "${path}"`, () => {
      expect(() => parseResourcePath(path)).to.throw(ODataError);
    });
  }
});
