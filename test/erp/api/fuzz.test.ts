import { expect } from 'chai';
import fc from 'fast-check';
import { entitySets } from '../../../src/erp/api/index.ts';
import type { EntitySet } from '../../../src/erp/api/entity-set.ts';
import type { EdmType } from '../../../src/erp/api/field.ts';
import { InProcessErp } from './in-process-erp.ts';

describe('the ERP API under hostile requests', function () {
  this.timeout(300_000);
  let erp: InProcessErp;
  let outside: readonly string[];
  before(() => {
    erp = new InProcessErp();
    outside = erp.tenant.db.prepare(`SELECT "name" FROM "Customer" WHERE "territoryCode" <> 'NORTH'`).pluck().all() as string[];
  });

  const sets = entitySets.all.map((set) => `${set.route}/%C/${set.name}`);
  const guid = fc.constantFrom('00000000-0000-0000-0000-000000000000', '11111111-1111-4111-8111-111111111111');
  const text = fc.oneof(
    fc.constantFrom("''", "'NORTH'", "'SOUTH'", "'O''B'", "'%'", "'_x0020_'", "'Draft'", "'Invoice'"),
    fc.string({ maxLength: 12 }).map((value) => `'${value.replaceAll("'", "''")}'`),
  );
  const literals: Readonly<Record<EdmType, fc.Arbitrary<string>>> = {
    'Edm.String': text,
    'Edm.Guid': guid,
    'Edm.Int32': fc.constantFrom('0', '-1', '2147483648', '1.5', '10000'),
    'Edm.Decimal': fc.constantFrom('0', '-0.001', '99999999999999999999999999999', '0.000001', '100.5'),
    'Edm.Boolean': fc.constantFrom('true', 'false'),
    'Edm.Date': fc.constantFrom('2026-01-01', '0001-01-01', '9999-12-31'),
    'Edm.DateTimeOffset': fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-01T00:00:00.1234567+14:00', '0001-01-01T00:00:00Z'),
  };
  const urlOf = (set: EntitySet): fc.Arbitrary<string> => {
    const fields = Object.entries(set.fields);
    const name = fc.oneof(
      { weight: 30, arbitrary: fc.constantFrom(...Object.keys(set.fields)) },
      { weight: 1, arbitrary: fc.constantFrom('nothing', '__proto__', '$count') },
    );
    const typed = fc
      .constantFrom(...fields)
      .chain(([field, { type }]) =>
        fc.tuple(
          fc.constant(field),
          fc.oneof({ weight: 20, arbitrary: literals[type] }, { weight: 1, arbitrary: fc.constantFrom('null', '5', "'x'") }),
        ),
      );
    const comparison = fc
      .tuple(typed, fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le'))
      .map(([[field, value], operator]) => `${field} ${operator} ${value}`);
    const call = fc
      .tuple(fc.constantFrom('contains', 'startswith', 'endswith', 'year', 'any'), name, text)
      .map(([fn, field, value]) => `${fn}(${field},${value})`);
    const term = fc.oneof(
      { weight: 5, arbitrary: comparison },
      call,
      typed.map(([field, value]) => `${field} in (${value},${value})`),
    );
    const word = fc.constantFrom(' and ', ' and ', ' and not ', ' or ');
    const filter = fc
      .array(fc.tuple(term, word), { minLength: 1, maxLength: 4 })
      .map((terms) => terms.map(([part, joint], at) => (at === 0 ? part : joint + part)).join(''));
    const navigation = Object.keys(set.navigations).length === 0 ? name : fc.constantFrom(...Object.keys(set.navigations));
    const option = fc.oneof(
      { weight: 4, arbitrary: filter.map((part) => `$filter=${encodeURIComponent(part)}`) },
      fc.array(name, { minLength: 1, maxLength: 3 }).map((list) => `$select=${list.join(',')}`),
      fc.tuple(name, fc.constantFrom('', ' desc', ' asc')).map(([field, direction]) => `$orderby=${field}${direction}`),
      fc.tuple(navigation, fc.constantFrom('', '', '($top=1)', '($count=true;$select=id)')).map(([field, rest]) => `$expand=${field}${rest}`),
      fc.integer({ min: 0, max: 100 }).map((count) => `$top=${count}`),
      fc.integer({ min: 0, max: 100 }).map((count) => `$skip=${count}`),
      fc.constantFrom('$count=true', '$apply=x', '$skiptoken=WzFd', '%', '&&', '$top=-1'),
    );
    const tail = fc.oneof(
      { weight: 12, arbitrary: fc.constant('') },
      guid.map((id) => `(${id})`),
      fc.tuple(guid, navigation).map(([id, field]) => `(${id})/${field}`),
      fc.string({ maxLength: 10 }),
    );
    const options = fc.uniqueArray(option, { maxLength: 3, selector: (part) => part.split('=')[0] });
    return fc.tuple(tail, options).map(([rest, parts]) => `${set.route}/%C/${set.name}${rest}${parts.length === 0 ? '' : `?${parts.join('&')}`}`);
  };
  const url = fc.constantFrom(...entitySets.all).chain(urlOf);
  const name = fc.constantFrom(...new Set(entitySets.all.flatMap((set) => Object.keys(set.fields))));
  const bytes = fc.string({ unit: 'binary', maxLength: 80 }).map((query) => `v2.0/%C/customers?${query}`);
  const body = fc.oneof(
    fc.json(),
    fc.dictionary(name, fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null))).map((value) => JSON.stringify(value)),
    fc.string(),
  );

  const at = (address: string): string => address.replace('%C', erp.company);

  it('never fails inside, never hangs, and shows no row outside a security filter', () => {
    let answered = 0;
    fc.assert(
      fc.property(
        fc.oneof({ weight: 9, arbitrary: url }, { weight: 1, arbitrary: bytes }),
        fc.constantFrom(0 as const, 1 as const),
        (address, user) => {
          const start = process.hrtime.bigint();
          const answer = erp.answer(user, 'GET', at(address));
          answered += answer.status === 200 ? 1 : 0;
          expect(answer.status, `${address}: ${String((answer.thrown as Error | undefined)?.stack)}`).to.be.below(500);
          expect(Number(process.hrtime.bigint() - start) / 1e6, address).to.be.below(10_000);
          if (user === 0 && answer.status === 200) {
            for (const customer of outside) expect(answer.body.includes(JSON.stringify(customer)), `${address} shows ${customer}`).to.equal(false);
          }
        },
      ),
      { numRuns: 4_000 },
    );
    expect(answered, 'the requests are understood often enough to mean something').to.be.above(800);
  });

  it('never fails inside on orders of any shape', () => {
    const id = erp.tenant.db
      .prepare(`SELECT "systemId" FROM "PurchaseHeader" WHERE "documentType" = 'Order' AND "status" = 'Open'`)
      .pluck()
      .get() as string;
    const vendor = erp.tenant.db.prepare('SELECT "no" FROM "Vendor"').pluck().get() as string;
    const item = erp.tenant.db.prepare('SELECT "no" FROM "Item"').pluck().get() as string;
    const value = fc.oneof(
      fc.constantFrom(vendor, item, id, '', 'x'.repeat(300), '2026-02-30', '2026-03-01', null, true, 0, -1, 1e21, 0.1, 1e15),
      fc.string(),
      fc.double(),
      fc.integer(),
    );
    const fields = (set: string): string[] => [...Object.keys(entitySets.require(set).fields), 'nothing'];
    const lines = fc.array(
      fc
        .dictionary(fc.constantFrom(...fields('purchaseOrderLines')), value, { maxKeys: 4 })
        .map((line) => ({ lineObjectNumber: item, quantity: 1, ...line })),
      { maxLength: 3 },
    );
    const order = fc
      .tuple(fc.dictionary(fc.constantFrom(...fields('purchaseOrders')), value, { maxKeys: 4 }), fc.option(lines))
      .map(([header, some]) => ({ vendorNumber: vendor, ...header, ...(some === null ? {} : { purchaseOrderLines: some }) }));
    const orders = `v2.0/${erp.company}/purchaseOrders`;
    fc.assert(
      fc.property(
        fc.oneof(
          order,
          lines.map((list) => list[0] ?? {}),
        ),
        fc.constantFrom('POST', 'PATCH', 'LINE'),
        (json, method) => {
          const path = method === 'POST' ? orders : method === 'PATCH' ? `${orders}(${id})` : `${orders}(${id})/purchaseOrderLines`;
          const answer = erp.answer(1, method === 'LINE' ? 'POST' : method, path, JSON.stringify(json));
          expect(answer.status, `${method} ${JSON.stringify(json)}: ${String((answer.thrown as Error | undefined)?.stack)}`).to.be.below(500);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('never fails inside on any body', () => {
    fc.assert(
      fc.property(fc.constantFrom(...sets), fc.constantFrom('POST', 'PATCH', 'DELETE', 'PUT'), body, (set, method, text) => {
        const answer = erp.answer(1, method, at(set), text);
        expect(answer.status, `${method} ${set} ${text}: ${String((answer.thrown as Error | undefined)?.stack)}`).to.be.below(500);
      }),
      { numRuns: 2_000 },
    );
  });
});
