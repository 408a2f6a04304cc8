import { expect } from 'chai';
import { oData } from 'ts-odatajs';
import type { Edm, Edmx, HttpOData } from 'ts-odatajs';
import { entitySets } from '../../../src/erp/api/index.ts';
import { routes } from '../../../src/erp/api/entity-set.ts';
import { RunningErp } from './running-erp.ts';

type Row = Readonly<Record<string, unknown>>;

interface Feed {
  readonly value: readonly Row[];
  readonly '@odata.count'?: number;
  readonly '@odata.nextLink'?: string;
}

/**
 * Apache Olingo's OData client, which knows nothing of Business Central: what it asks for is made from the
 * $metadata that it read and parsed itself, over its own HTTP.
 */
describe('an OData client that nobody here wrote', function () {
  this.timeout(240_000);
  let erp: RunningErp;
  let token: string;
  before(async () => {
    erp = await RunningErp.start();
    token = await erp.token('finance-manager');
  });
  after(() => erp.stop());

  const ask = <T>(requestUri: string, how: { handler: typeof oData.jsonHandler; model?: Edmx.Edmx; headers?: Record<string, string> }): Promise<T> =>
    new Promise((resolve, reject) => {
      const request = { requestUri, headers: { Authorization: `Bearer ${token}`, ...how.headers } };
      const fail = (error: HttpOData.Error): void => reject(new Error(`${requestUri}: ${JSON.stringify(error)}`));
      oData.read(request, (data: T) => resolve(data), fail, how.handler, undefined, how.model);
    });

  const modelOf = (route: string): Promise<Edmx.Edmx> =>
    ask(`${erp.erp.url}/erp/api/${route}/$metadata`, { handler: oData.metadataHandler, headers: { Accept: 'application/xml' } });

  const feed = (uri: string, headers: Record<string, string> = {}): Promise<Feed> =>
    ask(uri, { handler: oData.jsonHandler, headers: { Accept: 'application/json', ...headers } });

  const companyOf = async (route: string): Promise<string> => {
    const { value } = await feed(`${erp.erp.url}/erp/api/${route}/companies`);
    return `${erp.erp.url}/erp/api/${route}/companies(${String(value[0]?.['id'])})`;
  };

  const typesIn = (model: Edmx.Edmx): ReadonlyMap<string, Edm.EntityType> =>
    new Map((model.dataServices.schema[0]?.entityType ?? []).map((type) => [`Microsoft.NAV.${type.name}`, type]));

  const setsIn = (model: Edmx.Edmx): readonly Edm.EntitySet[] => model.dataServices.schema[0]?.entityContainer.entitySet ?? [];

  it('types a company’s fields by the metadata alone', async () => {
    const model = await modelOf('v2.0');
    const { value } = await ask<Feed>(`${erp.erp.url}/erp/api/v2.0/companies`, { handler: oData.jsonHandler, model });
    expect(value[0]).to.include({
      '@odata.type': '#Microsoft.NAV.company',
      'id@odata.type': '#Guid',
      'systemModifiedAt@odata.type': '#DateTimeOffset',
    });
  });

  /** Where a set is listed: lines in the first document that has any, everything else in the company. */
  const addressOf = async (model: Edmx.Edmx, company: string, set: Edm.EntitySet): Promise<string> => {
    if (!entitySets.require(set.name).needs) return `${company}/${set.name}`;
    const leads = ({ entityType }: Edm.EntitySet): boolean =>
      (typesIn(model).get(entityType)?.navigationProperty ?? []).some(({ name }) => name === set.name);
    for (const parents of setsIn(model).filter((one) => one.name !== 'companies' && one.name !== set.name && leads(one))) {
      const { value } = await feed(`${company}/${parents.name}?$top=20&$select=id`).catch(() => ({ value: [] }));
      for (const { id } of value) {
        const address = `${company}/${parents.name}(${String(id)})/${set.name}`;
        if ((await feed(`${address}?$top=1`)).value.length > 0) return address;
      }
    }
    throw new Error(`No record leads to ${set.name}`);
  };

  const literal = ({ type }: Edm.Property, value: unknown): string =>
    encodeURIComponent(type === 'Edm.String' ? `'${String(value).replaceAll("'", "''")}'` : String(value));

  for (const route of routes) {
    it(`reads every set of ${route} that the metadata names: exactly its fields, filtered by each of them, expanded by each navigation`, async () => {
      const model = await modelOf(route);
      const company = await companyOf(route);
      expect(setsIn(model).map(({ name }) => name)).to.have.members(entitySets.onRoute(route).map(({ name }) => name));
      for (const set of setsIn(model)) {
        const type = typesIn(model).get(set.entityType);
        if (set.name === 'companies' || type === undefined) continue;
        const address = await addressOf(model, company, set);
        const [first] = (await feed(`${address}?$top=1`)).value;
        const properties = type.property ?? [];
        expect(
          Object.keys(first ?? {}).filter((name) => !name.includes('@')),
          set.name,
        ).to.deep.equal(properties.map(({ name }) => name));
        for (const property of properties) {
          const { value } = await feed(
            `${address}?$filter=${property.name} eq ${literal(property, first?.[property.name])}&$top=1&$select=${property.name}`,
          );
          expect(value[0]?.[property.name], `${set.name} ${property.name}`).to.equal(first?.[property.name]);
        }
        for (const { name, type: target } of type.navigationProperty ?? []) {
          const { value } = await feed(`${address}?$top=2&$expand=${name}`);
          for (const row of value) expect(Array.isArray(row[name]), `${set.name} ${name}`).to.equal(target.startsWith('Collection('));
        }
      }
    });
  }

  it('pages by the links it is given until there is no more, and misses no row', async () => {
    const company = await companyOf('v2.0');
    const expected = (await feed(`${company}/generalLedgerEntries?$count=true&$top=0`))['@odata.count'];
    const seen = new Set<unknown>();
    let pages = 0;
    let next: string | undefined = `${company}/generalLedgerEntries?$orderby=postingDate desc&$select=entryNumber`;
    while (next !== undefined) {
      const page: Feed = await feed(next, { Prefer: 'odata.maxpagesize=200' });
      for (const row of page.value) seen.add(row['entryNumber']);
      next = page['@odata.nextLink'];
      pages += 1;
    }
    expect(seen.size).to.equal(expected);
    expect(pages).to.be.above(5);
  });
});
