import { expect } from 'chai';
import { entitySets } from '../../../src/erp/api/index.ts';
import { InProcessErp } from './in-process-erp.ts';

const edmValues: Readonly<Record<string, (value: unknown) => boolean>> = {
  'Edm.String': (value) => typeof value === 'string',
  'Edm.Guid': (value) => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
  'Edm.Int32': (value) => Number.isInteger(value),
  'Edm.Decimal': (value) => typeof value === 'number',
  'Edm.Boolean': (value) => typeof value === 'boolean',
  'Edm.Date': (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value),
  'Edm.DateTimeOffset': (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/.test(value),
};

describe('$metadata', function () {
  this.timeout(240_000);
  let erp: InProcessErp;
  const documents = new Map<string, string>();
  before(() => {
    erp = new InProcessErp();
    for (const route of new Set(entitySets.all.map((set) => set.route))) documents.set(route, erp.answer(1, 'GET', `${route}/$metadata`).body);
  });

  const typeOf = (route: string, entity: string): string =>
    new RegExp(`<EntityType Name="${entity}">.*?</EntityType>`).exec(documents.get(route) ?? '')?.[0] ?? '';

  it('is well-formed: every element is closed in order', () => {
    for (const [route, xml] of documents) {
      const open: string[] = [];
      for (const [, close, name = '', selfClosed] of xml.matchAll(/<(\/?)([A-Za-z:]+)(?:\s[^<>]*?)?(\/?)>/g)) {
        if (close === '/') expect(open.pop(), route).to.equal(name);
        else if (selfClosed !== '/') open.push(name);
      }
      expect(open, route).to.deep.equal([]);
    }
  });

  const entities = (url: string): Record<string, unknown>[] => {
    const answer = erp.answer(1, 'GET', url);
    expect(answer.status, answer.body).to.equal(200);
    return (JSON.parse(answer.body) as { value: Record<string, unknown>[] }).value;
  };

  for (const set of entitySets.all) {
    it(`describes exactly what ${set.name} serves`, () => {
      const type = typeOf(set.route, set.entity);
      const declared = new Map([...type.matchAll(/<Property Name="(\w+)" Type="([\w.]+)"/g)].map(([, name = '', edm = '']) => [name, edm]));
      const navigations = [...type.matchAll(/<NavigationProperty Name="(\w+)"/g)].map(([, name = '']) => name);
      const path = set.name === 'companies' ? `${set.route}/companies` : `${set.route}/${erp.company}/${set.name}`;
      const { needs } = set;
      const parent = Object.values(set.navigations).find(({ from }) => from === needs?.field);
      const parents = parent === undefined ? [] : entities(`${set.route}/${erp.company}/${parent.set}?$top=50`);
      const urls = needs === undefined ? [`${path}?$top=3`] : parents.map(({ id }) => `${path}?$top=3&$filter=${needs.field} eq ${String(id)}`);
      const url = urls.find((one) => entities(one).length > 0) ?? `${path}?$top=3`;
      const value = entities(url);
      expect(value.length, 'the demo data has some').to.be.above(0);
      for (const entity of value) {
        const served = Object.keys(entity).filter((name) => !name.startsWith('@'));
        expect(served).to.deep.equal([...declared.keys()]);
        for (const name of served) expect(edmValues[declared.get(name) ?? '']?.(entity[name]), `${name}: ${String(entity[name])}`).to.equal(true);
      }
      for (const navigation of set.name === 'companies' ? [] : navigations) {
        const expanded = erp.answer(1, 'GET', `${url}&$expand=${navigation}`);
        expect(expanded.status, `${navigation}: ${expanded.body}`).to.equal(200);
      }
    });
  }
});
