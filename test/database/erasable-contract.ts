import { expect } from 'chai';
import type { ObjectLiteral } from 'typeorm';
import { SmartAgentChangeLog, SmartAgentVersion } from '../../entities/index.ts';
import { erasureStatuses } from '../../src/domain/erasure.ts';
import { erasureWrite } from '../erasure/erasure-row.ts';
import { contractDatabase, failure, newTenant, type DatabaseHost } from './contract-host.ts';

const at = '2026-03-01T00:00:00.000Z';
const later = '2026-03-02T00:00:00.000Z';

interface Erasable {
  readonly entity: new () => ObjectLiteral;
  /** A row whose id is the tenant's. */
  readonly row: (tenantId: string) => ObjectLiteral;
  /** What an erasure may make of it. */
  readonly allowed: ObjectLiteral;
  /** What it may not, though the rest is allowed. */
  readonly refused: readonly ObjectLiteral[];
}

const id = newTenant();
const tables: readonly Erasable[] = [
  {
    entity: SmartAgentChangeLog,
    row: (tenantId) => ({
      ...{ id: tenantId, tenantId, changedAt: at, subjectId: tenantId, entity: 'agent', entityId: tenantId },
      ...{ entityName: 'Clara’s', field: 'description', before: null, after: 'Clara' },
    }),
    allowed: { entityName: 'Erased person’s', before: '', after: null },
    refused: [{ id }, { tenantId: id }, { changedAt: later }, { subjectId: id }, { entity: 'setup' }, { entityId: id }, { field: 'name' }],
  },
  {
    entity: SmartAgentVersion,
    row: (tenantId) => ({
      ...{ id: tenantId, tenantId, agentId: tenantId, number: 1, configuration: '{"instructions":"Ask Clara."}', salt: 'salt' },
      ...{ hash: 'a'.repeat(64), createdAt: at, createdBySubjectId: tenantId },
    }),
    allowed: { configuration: '{"instructions":"Ask Erased person."}', salt: null },
    refused: [
      ...[{ id }, { tenantId: id }, { agentId: id }, { number: 2 }, { hash: 'b'.repeat(64) }, { createdAt: later }, { createdBySubjectId: id }],
      ...[{ salt: 'salt' }, { salt: '' }, { salt: 'another' }],
    ],
  },
];

/** The database lets an erasure that is running change texts of its tenant's change log and versions, and nothing else, nor anybody else. */
export const erasableContract = (open: () => Promise<DatabaseHost>): void => {
  describe('texts that an erasure may change', () => {
    const store = contractDatabase(open);
    const change = ({ entity }: Erasable, where: string, set: ObjectLiteral): Promise<Error | undefined> =>
      failure(store.database.transaction((manager) => manager.update(entity, { id: where }, set)));

    for (const one of tables) {
      const { entity, row, allowed, refused } = one;
      const added = async (erasure: string | null): Promise<string> => {
        const tenantId = newTenant();
        const asked = erasure === null ? [] : [erasureWrite({ tenantId, subjectId: newTenant(), status: erasure })];
        await store.database.commit([{ kind: 'insert', entity, row: row(tenantId) }, ...asked]);
        return tenantId;
      };
      const now = async (tenantId: string): Promise<ObjectLiteral> => ({
        ...(await store.database.reader.findOneByOrFail(entity, { id: tenantId })),
      });

      it(`of ${entity.name} are changed while it is running, twice if need be, and it keeps everything else`, async () => {
        const tenantId = await added('running');
        for (let time = 0; time < 2; time += 1) expect(await change(one, tenantId, allowed)).to.equal(undefined);
        expect(await now(tenantId)).to.deep.equal({ ...row(tenantId), ...allowed });
      });

      it(`of ${entity.name} are all of it that it may change`, async () => {
        const tenantId = await added('running');
        for (const more of refused)
          expect((await change(one, tenantId, { ...allowed, ...more }))?.message, JSON.stringify(more)).to.match(/append-only/);
        expect(await now(tenantId)).to.deep.equal(row(tenantId));
      });

      it(`of ${entity.name} are not changed before it runs, after it, or by another tenant’s`, async () => {
        await added('running');
        for (const status of [null, ...erasureStatuses.filter((other) => other !== 'running')]) {
          const tenantId = await added(status);
          expect((await change(one, tenantId, allowed))?.message, status ?? 'none').to.match(/append-only/);
          expect(await now(tenantId)).to.deep.equal(row(tenantId));
        }
      });

      it(`of ${entity.name} are not changed in a statement that changes another tenant’s with them`, async () => {
        const [erasing, other] = [await added('running'), await added('done')];
        const both = store.database.transaction((manager) =>
          manager.createQueryBuilder().update(entity).set(allowed).where({ id: erasing }).orWhere({ id: other }).execute(),
        );
        expect((await failure(both))?.message).to.match(/append-only/);
        expect([await now(erasing), await now(other)]).to.deep.equal([row(erasing), row(other)]);
      });
    }
  });
};
