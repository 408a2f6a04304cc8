import { expect } from 'chai';
import fc from 'fast-check';
import {
  addJournalLine,
  changePurchaseDocument,
  createPurchaseDocument,
  createSalesDocument,
  dimensionSetId,
  postJournal,
  postPurchaseReceipt,
  postSalesInvoice,
  purchaseLinesOf,
  releasePurchaseDocument,
  salesLinesOf,
  valuesOfSet,
  type ErpContext,
} from '../../../src/erp/business/index.ts';
import { combinationProblem, valuePostingProblem, type DefaultDimensionRule } from '../../../src/erp/business/dimensions/dimension-rules.ts';
import { passesCodeFilter } from '../../../src/erp/business/dimensions/value-filter.ts';
import {
  customer,
  defaultDimension,
  defaultDimensionPriority,
  dimension,
  dimensionCombination,
  dimensionValue,
  dimensionValueCombination,
  genJournalBatch,
  glAccount,
  item,
  salesHeader,
  vendor,
  type Table,
} from '../../../src/erp/tables/index.ts';
import { workplace, type Workplace } from './workplace.ts';

const of = { caption: 'Customer', no: 'C-1' };
const rule = (change: Partial<DefaultDimensionRule>): DefaultDimensionRule => ({
  dimensionCode: 'AREA',
  dimensionValueCode: '',
  valuePosting: ' ',
  allowedValuesFilter: '',
  ...change,
});

describe('a default dimension', () => {
  const cases: readonly (readonly [string, Record<string, string>, Partial<DefaultDimensionRule>, string | undefined])[] = [
    ['asks for nothing by itself', {}, { dimensionValueCode: 'NORTH' }, undefined],
    ['lets any value pass where one is mandatory', { AREA: 'WEST' }, { valuePosting: 'Code Mandatory', dimensionValueCode: 'NORTH' }, undefined],
    [
      'is missed where a value is mandatory',
      {},
      { valuePosting: 'Code Mandatory' },
      'Select a Dimension Value Code for the Dimension Code AREA for Customer C-1.',
    ],
    ['is kept by the same value', { AREA: 'NORTH' }, { valuePosting: 'Same Code', dimensionValueCode: 'NORTH' }, undefined],
    [
      'is broken by another value',
      { AREA: 'WEST' },
      { valuePosting: 'Same Code', dimensionValueCode: 'NORTH' },
      "The Dimension Value Code must be NORTH for Dimension Code AREA for Customer C-1. Currently it's WEST.",
    ],
    [
      'is broken by no value',
      {},
      { valuePosting: 'Same Code', dimensionValueCode: 'NORTH' },
      'The Dimension Code AREA with Dimension Value Code NORTH is required for Customer C-1.',
    ],
    ['may ask that there be none', { AREA: 'WEST' }, { valuePosting: 'Same Code' }, 'Dimension Code AREA must be blank for Customer C-1.'],
    [
      'forbids every value with No Code',
      { AREA: 'WEST' },
      { valuePosting: 'No Code' },
      "The Dimension Value Code must be blank for Dimension Code AREA for Customer C-1. Currently it's WEST.",
    ],
    ['is content with none under No Code', { DEPARTMENT: 'X' }, { valuePosting: 'No Code' }, undefined],
    ['allows what its filter names', { AREA: 'WEST' }, { allowedValuesFilter: 'NORTH|W*' }, undefined],
    ['allows nothing else', { AREA: 'EAST' }, { allowedValuesFilter: 'NORTH|W*' }, 'Dimension value AREA, EAST is not allowed for Customer, C-1.'],
  ];
  for (const [title, values, change, problem] of cases) it(title, () => expect(valuePostingProblem(values, rule(change), of)).to.equal(problem));
});

describe('a filter of codes', () => {
  const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['', ['A', ''], []],
    ['NORTH|SOUTH', ['NORTH', 'SOUTH', 'north'], ['EAST', 'NORTHERN']],
    ['B..D', ['B', 'C', 'D'], ['A', 'E']],
    ['..C', ['A', 'C'], ['D']],
    ['S*', ['S', 'SOUTH'], ['NS']],
    ['?A', ['XA'], ['A', 'XXA']],
    ['<>NORTH', ['SOUTH'], ['NORTH']],
    ['(A|B)&<>B', ['A'], ['B', 'C']],
    ['A.B', ['A.B'], ['AXB']],
    ['NORTH|', [], ['NORTH', '']],
  ];
  for (const [filter, passing, failing] of cases) {
    it(`'${filter}' lets ${passing.join(', ') || 'nothing'} pass`, () => {
      for (const code of passing) expect(passesCodeFilter(filter, code), code).to.equal(true);
      for (const code of failing) expect(passesCodeFilter(filter, code), code).to.equal(false);
    });
  }

  it('never throws, and a list of codes lets exactly those pass', () => {
    const code = fc.stringMatching(/^[A-Z0-9]{1,8}$/);
    fc.assert(fc.property(fc.string(), fc.string(), (filter, value) => typeof passesCodeFilter(filter, value) === 'boolean'));
    fc.assert(
      fc.property(fc.array(code, { minLength: 1, maxLength: 5 }), code, (codes, value) => {
        expect(passesCodeFilter(codes.join('|'), value)).to.equal(codes.includes(value));
      }),
    );
  });
});

describe('a dimension combination', () => {
  const limited = {
    first: 'AREA',
    second: 'DEPARTMENT',
    restriction: 'Limited',
    isPairBlocked: (one: string, two: string) => one === 'NORTH' && two === 'ADM',
  } as const;
  it('keeps two dimensions apart, wholly or in the pairs named', () => {
    expect(combinationProblem({ AREA: 'NORTH', DEPARTMENT: 'SALES' }, { ...limited, restriction: 'Blocked' })).to.equal(
      "Dimensions AREA and DEPARTMENT can't be used concurrently.",
    );
    expect(combinationProblem({ AREA: 'NORTH', DEPARTMENT: 'ADM' }, limited)).to.equal(
      "Dimension combinations AREA - NORTH and DEPARTMENT - ADM can't be used concurrently.",
    );
    expect(combinationProblem({ AREA: 'NORTH', DEPARTMENT: 'SALES' }, limited)).to.equal(undefined);
    expect(combinationProblem({ AREA: 'NORTH' }, { ...limited, restriction: 'Blocked' })).to.equal(undefined);
  });
});

describe('dimensions in documents and postings', function () {
  this.timeout(240_000);
  let place: Workplace;
  beforeEach(() => {
    place = workplace();
    place.work((ctx) => {
      ctx.records.of(dimension).insert({ code: 'PROJECT', name: 'Project' });
      for (const code of ['ALPHA', 'BETA'])
        ctx.records.of(dimensionValue).insert({ dimensionCode: 'PROJECT', code, dimensionValueId: code === 'ALPHA' ? 901 : 902 });
    });
  });
  afterEach(() => place.db.close());

  type Rule = Partial<DefaultDimensionRule> & { readonly dimensionCode: string };
  const setDefault = (table: Table, no: string, change: Rule): void =>
    place.work((ctx) => {
      const defaults = ctx.records.of(defaultDimension);
      const known = defaults.get(table.id, no, change.dimensionCode);
      if (known) defaults.update(known, change);
      else defaults.insert({ tableId: table.id, no, ...change });
    });
  const north = () => place.work((ctx) => ctx.records.of(customer).find({ territoryCode: 'NORTH', blocked: ' ' })[0]!.no);
  const stocked = (ctx: ErpContext) => ctx.records.of(item).find({})[0]!.no;
  const draft = (customerNo: string) =>
    place.work((ctx) => createSalesDocument(ctx, 'Invoice', { customerNo, lines: [{ no: stocked(ctx), quantity: '1' }] }));
  const sell = (customerNo: string) => {
    const header = draft(customerNo);
    return { header, post: () => place.work((ctx) => postSalesInvoice(ctx, ctx.records.of(salesHeader).require('Invoice', header.no))) };
  };
  const refusal = (work: () => unknown): string => {
    const count = () => place.db.prepare('SELECT (SELECT count(*) FROM GLEntry) || (SELECT count(*) FROM ItemLedgerEntry)').pluck().get();
    const before = count();
    try {
      work();
    } catch (thrown) {
      expect(count()).to.equal(before);
      return (thrown as Error).message;
    }
    throw new Error('nothing was refused');
  };

  it('flow from the customer into document, line, ledger entries: a third dimension too', () => {
    const no = north();
    setDefault(customer, no, { dimensionCode: 'PROJECT', dimensionValueCode: 'ALPHA' });
    const { header, post } = sell(no);
    const values = { AREA: 'NORTH', DEPARTMENT: 'SALES', PROJECT: 'ALPHA' };
    place.work((ctx) => {
      expect(valuesOfSet(ctx, header.dimensionSetId)).to.deep.equal(values);
      expect(salesLinesOf(ctx, header).map((line) => valuesOfSet(ctx, line.dimensionSetId))).to.deep.equal([values]);
    });
    const posted = post();
    const sets = place.db.prepare('SELECT DISTINCT dimensionSetId FROM GLEntry WHERE documentNo = ?').pluck().all(posted.no);
    expect(sets).to.deep.equal([header.dimensionSetId]);
  });

  it('of customer and item meet on the line: the priority decides, without one the item’s win', () => {
    const no = north();
    const itemNo = place.work(stocked);
    setDefault(customer, no, { dimensionCode: 'PROJECT', dimensionValueCode: 'ALPHA' });
    setDefault(item, itemNo, { dimensionCode: 'PROJECT', dimensionValueCode: 'BETA' });
    const project = () => {
      const header = draft(no);
      return place.work((ctx) => salesLinesOf(ctx, header).map((line) => valuesOfSet(ctx, line.dimensionSetId)['PROJECT']));
    };
    expect(project()).to.deep.equal(['ALPHA']);
    place.work((ctx) => {
      const priorities = ctx.records.of(defaultDimensionPriority);
      for (const one of priorities.find({ sourceCode: 'SALES' })) priorities.delete(one);
    });
    expect(project()).to.deep.equal(['BETA']);
  });

  it('are kept when the global ones of a document change, and its lines follow', () => {
    place.work((ctx) => {
      const vendorNo = ctx.records.of(vendor).find({})[0]!.no;
      ctx.records.of(defaultDimension).insert({ tableId: vendor.id, no: vendorNo, dimensionCode: 'PROJECT', dimensionValueCode: 'BETA' });
      const order = createPurchaseDocument(ctx, 'Order', { vendorNo, lines: [{ no: stocked(ctx), quantity: '2' }] });
      const changed = changePurchaseDocument(ctx, order, { shortcutDimension1Code: 'east' });
      const values = { AREA: 'EAST', DEPARTMENT: 'PURCH', PROJECT: 'BETA' };
      expect(valuesOfSet(ctx, changed.dimensionSetId)).to.deep.equal(values);
      expect(purchaseLinesOf(ctx, changed).map((line) => valuesOfSet(ctx, line.dimensionSetId))).to.deep.equal([values]);
      expect(purchaseLinesOf(ctx, changed)[0]!.shortcutDimension1Code).to.equal('EAST');
    });
  });

  it('stop an invoice that misses what its customer, account or item asks for', () => {
    const no = north();
    const { header, post } = sell(no);
    const asked = { dimensionCode: 'PROJECT', valuePosting: 'Code Mandatory' } as const;
    setDefault(customer, no, asked);
    const select = (of: string) =>
      `The dimensions used in Invoice ${header.no} are invalid (Error: Select a Dimension Value Code for the Dimension Code PROJECT for ${of}.).`;
    expect(refusal(post)).to.equal(select(`Customer ${no}`));
    setDefault(customer, no, { dimensionCode: 'PROJECT', valuePosting: ' ' });
    setDefault(glAccount, '6110', asked);
    expect(refusal(post)).to.equal(select('G/L Account 6110'));
    setDefault(glAccount, '6110', { dimensionCode: 'PROJECT', valuePosting: ' ' });
    setDefault(item, place.work(stocked), asked);
    expect(refusal(post)).to.equal(select(`Item ${place.work(stocked)}`).replace(header.no, `${header.no}, line no. 10000`));
    setDefault(item, '', { dimensionCode: 'AREA', valuePosting: 'No Code' });
    setDefault(item, place.work(stocked), { dimensionCode: 'PROJECT', valuePosting: ' ' });
    expect(refusal(post), 'a default for all items').to.match(/must be blank for Dimension Code AREA for Item .+ Currently it's NORTH\.\)\.$/);
  });

  it('stop a receipt of goods too', () => {
    const order = place.work((ctx) => {
      const vendorNo = ctx.records.of(vendor).find({})[0]!.no;
      return releasePurchaseDocument(ctx, createPurchaseDocument(ctx, 'Order', { vendorNo, lines: [{ no: stocked(ctx), quantity: '2' }] }));
    });
    setDefault(item, place.work(stocked), { dimensionCode: 'DEPARTMENT', dimensionValueCode: 'ADM', valuePosting: 'Same Code' });
    expect(refusal(() => place.work((ctx) => postPurchaseReceipt(ctx, order, { postingDate: order.postingDate })))).to.match(
      /The Dimension Value Code must be ADM for Dimension Code DEPARTMENT for Item .+ Currently it's PURCH\./,
    );
  });

  it('that are blocked or may not stand together are not posted', () => {
    const { header, post } = sell(north());
    const blocked = (problem: string) => `The combination of dimensions used in Invoice ${header.no}, line no. 10000 is blocked (Error: ${problem}).`;
    const toggle = (isBlocked: boolean) =>
      place.work((ctx) => ctx.records.of(dimensionValue).update(ctx.records.of(dimensionValue).require('AREA', 'NORTH'), { blocked: isBlocked }));
    toggle(true);
    expect(refusal(post)).to.equal(blocked('Dimension Value AREA - NORTH is blocked.'));
    toggle(false);
    place.work((ctx) => {
      ctx.records.of(dimensionCombination).insert({ dimension1Code: 'AREA', dimension2Code: 'DEPARTMENT', combinationRestriction: 'Limited' });
      ctx.records
        .of(dimensionValueCombination)
        .insert({ dimension1Code: 'AREA', dimension1ValueCode: 'NORTH', dimension2Code: 'DEPARTMENT', dimension2ValueCode: 'SALES' });
    });
    expect(refusal(post)).to.equal(blocked("Dimension combinations AREA - NORTH and DEPARTMENT - SALES can't be used concurrently."));
    place.work((ctx) => ctx.records.of(dimension).update(ctx.records.of(dimension).require('DEPARTMENT'), { blocked: true }));
    expect(refusal(post)).to.equal(blocked('Dimension DEPARTMENT is blocked.'));
  });

  it('of a journal line are named with the line', () => {
    setDefault(glAccount, '8110', { dimensionCode: 'AREA', valuePosting: 'Code Mandatory', allowedValuesFilter: 'NORTH|SOUTH' });
    const add = (area?: string) =>
      place.work((ctx) => {
        const journal = ctx.records.of(genJournalBatch).require('GENERAL', 'MONTHEND');
        return addJournalLine(ctx, journal, {
          accountNo: '8110',
          balAccountNo: '2920',
          amount: '5.00',
          ...(area === undefined ? {} : { shortcutDimension1Code: area }),
        });
      });
    const post = () => place.work((ctx) => postJournal(ctx, ctx.records.of(genJournalBatch).require('GENERAL', 'MONTHEND')));
    add('NORTH');
    add();
    const named = 'A dimension used in Gen. Journal Line GENERAL, MONTHEND, 20000 has caused an error.';
    expect(refusal(post)).to.equal(`${named} Select a Dimension Value Code for the Dimension Code AREA for G/L Account 8110.`);
    place.db.exec('DELETE FROM GenJournalLine WHERE lineNo = 20000');
    add('EAST');
    expect(refusal(post)).to.equal(`${named} Dimension value AREA, EAST is not allowed for G/L Account, 8110.`);
  });

  it('with the same values are one set, whatever their order', () => {
    place.work((ctx) => {
      const one = dimensionSetId(ctx, { PROJECT: 'ALPHA', AREA: 'EAST', DEPARTMENT: '' });
      expect(dimensionSetId(ctx, { AREA: 'EAST', PROJECT: 'ALPHA' })).to.equal(one);
      expect(dimensionSetId(ctx, { AREA: '' })).to.equal(0);
    });
  });
});
