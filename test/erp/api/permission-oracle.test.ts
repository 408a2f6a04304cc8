import { expect } from 'chai';
import fc from 'fast-check';
import { entitySets } from '../../../src/erp/api/index.ts';
import type { EntitySet } from '../../../src/erp/api/entity-set.ts';
import type { Table } from '../../../src/erp/tables/index.ts';
import { InProcessErp, inProcessOid } from './in-process-erp.ts';
import type { InProcessAnswer } from './in-process-erp.ts';
import { askForApproval } from './oracle/ask-for-approval.ts';
import { Draw } from './oracle/draw.ts';
import { drawRead, Samples } from './oracle/drawn-requests.ts';
import type { Entity } from './oracle/drawn-requests.ts';
import { assignmentsOn } from './oracle/generated-permissions.ts';
import { levels } from './oracle/permission-oracle.ts';
import type { PermissionOracle } from './oracle/permission-oracle.ts';
import { OracleWorld } from './oracle/oracle-world.ts';

const user = 3;

/** Sets whose rows are each caller's own, and which therefore differ from caller to caller without being narrowed. */
const served = entitySets.all.filter((set) => set.sources.every((source) => source.isCallersOwn !== true));

const neighbours = (set: EntitySet): EntitySet[] => [set, ...Object.values(set.navigations).map((navigation) => entitySets.require(navigation.set))];

const tablesOf = (set: EntitySet): Table[] => [
  ...set.sources.flatMap(({ table, header, parent }) => [table, header?.table, parent?.table].filter((one) => one !== undefined)),
  ...Object.values(set.fields).flatMap(({ reads }) => reads),
];

const systemIdOf = (entity: Entity): string => {
  const tag = /^W\/"(.+)"$/.exec(String(entity['@odata.etag']))?.[1] ?? '';
  return Buffer.from(tag, 'base64').toString('utf8').split(';')[0] ?? '';
};

/** An entity and the set it is of. */
interface Shown {
  readonly set: EntitySet;
  readonly entity: Entity;
}

/** Every entity of an answer for a set, those inside others too. */
const entitiesIn = (set: EntitySet, value: unknown): Shown[] => {
  if (Array.isArray(value)) return value.flatMap((one) => entitiesIn(set, one));
  if (typeof value !== 'object' || value === null) return [];
  const entity = value as Entity;
  const parts = Object.entries(set.navigations).flatMap(([name, navigation]) => entitiesIn(entitySets.require(navigation.set), entity[name]));
  return '@odata.etag' in entity ? [{ set, entity }, ...parts] : entitiesIn(set, entity['value']);
};

/** The set that an address leads to, over however many steps. */
const setOf = (url: string): EntitySet => {
  const steps = (url.split('?')[0] ?? '').split('/').map((segment) => segment.replace(/\(.*/, ''));
  const [first = '', ...rest] = steps.slice(steps.indexOf('companies') + 1).filter((name) => name !== '$count');
  return rest.reduce((set, name) => entitySets.require(set.navigations[name]?.set ?? ''), entitySets.require(first));
};

const firstDifference = (one: string, other: string): string => {
  const at = [...one].findIndex((sign, place) => sign !== other[place]);
  return `${one.slice(Math.max(0, at - 60), at + 40)} / ${other.slice(Math.max(0, at - 60), at + 40)}`;
};

const withoutFlag = (body: string): string => body.replaceAll('"@smartAgents.mayBePartial":true,', '');

describe('permissions, judged by an oracle that knows Business Central’s rules and not our code', function () {
  this.timeout(300_000);
  let erp: InProcessErp;
  let world: OracleWorld;
  let samples: Samples;
  let companies: readonly string[];
  before(() => {
    erp = new InProcessErp();
    askForApproval(erp);
    const name = erp.db.prepare('SELECT "name" FROM "Company"').pluck().get() as string;
    companies = ['', name, name, 'Another Company'];
    world = new OracleWorld(erp.db, { userSecurityId: inProcessOid(user), company: name });
    samples = new Samples(erp);
  });

  const read = (url: string): InProcessAnswer => erp.answer(user, 'GET', url);

  const within = <T>(work: () => T): T => {
    erp.db.exec('BEGIN');
    try {
      return work();
    } finally {
      erp.db.exec('ROLLBACK');
    }
  };

  const mayShow = (oracle: PermissionOracle, { set, entity }: Shown): boolean => {
    const found = world.find(systemIdOf(entity));
    return found !== undefined && world.mayShow(oracle, { set: set.name, found, entity });
  };

  const checkRows = (oracle: PermissionOracle, url: string, answer: InProcessAnswer): number => {
    const shown = entitiesIn(setOf(url), JSON.parse(answer.body));
    for (const one of shown) expect(mayShow(oracle, one), `${url} shows ${one.set.name} ${JSON.stringify(one.entity)}`).to.equal(true);
    return shown.length;
  };

  const checkFlag = (url: string, answer: InProcessAnswer, whole: InProcessAnswer | undefined): boolean => {
    if (whole?.status !== 200 || withoutFlag(answer.body) === withoutFlag(whole.body)) return false;
    const isFlagged = answer.body.includes('"@smartAgents.mayBePartial":true') || answer.headers['smartagents-may-be-partial'] === 'true';
    expect(isFlagged, `${url} is narrowed and does not say so`).to.equal(true);
    return true;
  };

  it('lets no row through, shows nothing of a hidden one, and says when it leaves something out', () => {
    const seen = { answers: 0, denied: 0, rows: 0, narrowed: 0 };
    fc.assert(
      fc.property(fc.gen(), (generate) => {
        const draw = Draw.by(generate);
        const focus = [draw.oneOf(served), draw.oneOf(served)];
        const tables = [...new Set(focus.flatMap(neighbours).flatMap(tablesOf))];
        const oracle = world.assign(assignmentsOn(draw, world, { tables, companies }));
        const urls = focus.flatMap((set) => [0, 1, 2, 3].map(() => drawRead(draw, set, samples)));
        const answers = urls.map(read);
        const whole = world.withEveryRight(() => urls.map(read));
        answers.forEach((answer, at) => {
          const url = urls[at] ?? '';
          expect(answer.status, `${url}: ${answer.body}`).to.be.below(500);
          if (!oracle.mayOpen) expect(answer.status).to.equal(404);
          if (answer.status === 403) seen.denied += 1;
          if (answer.status !== 200) return;
          seen.answers += 1;
          if (answer.body.startsWith('{')) seen.rows += checkRows(oracle, url, answer);
          if (checkFlag(url, answer, whole[at])) seen.narrowed += 1;
        });
        within(() => {
          world.scrambleHidden(oracle);
          urls.forEach((url, at) => {
            const again = read(url).body;
            expect(again, `${url} depends on what is hidden: ${firstDifference(answers[at]?.body ?? '', again)}`).to.equal(answers[at]?.body);
          });
        });
      }),
      { numRuns: 250, endOnFailure: true },
    );
    expect(seen.answers, 'reads answered').to.be.above(500);
    expect(seen.denied, 'reads denied').to.be.above(100);
    expect(seen.rows, 'rows shown').to.be.above(5_000);
    expect(seen.narrowed, 'answers narrowed').to.be.above(100);
  });

  const isReadable = (oracle: PermissionOracle, set: EntitySet): boolean =>
    set.sources.some(({ table, header, parent, reach }) => {
      const may = (one: Table, atLeast: 1 | 2): boolean => oracle.permits({ object: { type: 'Table Data', id: one.id }, right: 'R', atLeast });
      const whole = header ?? parent;
      return may(table, reach === 'indirect' ? levels.indirect : levels.yes) && (whole === undefined || may(whole.table, levels.yes));
    });

  it('lists exactly the rows that are visible, counts them, and refuses exactly where no table may be read', () => {
    let refused = 0;
    fc.assert(
      fc.property(fc.gen(), (generate) => {
        const draw = Draw.by(generate);
        const set = draw.oneOf(served);
        const oracle = world.assign(assignmentsOn(draw, world, { tables: tablesOf(set), companies }));
        const { path, filter } = samples.address(set, draw);
        const [parentField, parentId] = filter.split(' eq ');
        const where = filter === '' ? '' : `&$filter=${filter}`;
        const list = `${path}?$select=${set.key}&$count=true${where}`;
        const answer = read(list);
        if (!oracle.mayOpen) return;
        expect(answer.status, list).to.equal(isReadable(oracle, set) ? 200 : 403);
        expect(read(`${path}/$count?${where.slice(1)}`).status).to.equal(answer.status);
        if (answer.status === 403) {
          refused += 1;
          expect(answer.body).to.match(/^Sorry, the current permissions prevented the action\. \(TableData \d+ .* Read: /);
          return;
        }
        const all = world.withEveryRight(() => (JSON.parse(read(list).body) as { value: Entity[] }).value);
        const visible = all.filter((entity) => mayShow(oracle, { set, entity: { ...entity, [parentField ?? '']: parentId } }));
        const shown = JSON.parse(answer.body) as { value: Entity[]; '@odata.count': number };
        expect(shown.value.map((entity) => entity[set.key])).to.deep.equal(visible.map((entity) => entity[set.key]));
        expect(shown['@odata.count']).to.equal(visible.length);
        expect(read(`${path}/$count?${where.slice(1)}`).body).to.equal(String(visible.length));
      }),
      { numRuns: 300, endOnFailure: true },
    );
    expect(refused).to.be.above(20);
  });
});
