import { expect } from 'chai';
import type { ObjectLiteral } from 'typeorm';
import {
  SmartAgentApprovalDecision,
  SmartAgentChangeLog,
  SmartAgentLogChain,
  SmartAgentLogHead,
  SmartAgentLogRemoval,
  SmartAgentLogSeal,
  SmartAgentMissedLookup,
  SmartAgentToolCallLog,
  SmartAgentToolCallOutcome,
  SmartAgentVersion,
} from '../../entities/index.ts';
import { attemptWrites, decisionWrites, outcomeWrites } from '../../src/features/audit/index.ts';
import { insert, type Write } from '../../src/kernel/database.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { attemptOf, decisionOf, outcomeOf } from './attempt-rows.ts';
import { contractDatabase, failure, newTenant, setupOf, type DatabaseHost } from './contract-host.ts';
import { replacementsOf } from './replacements.ts';

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();
const hash = 'a'.repeat(64);

interface Kept {
  readonly entity: new () => ObjectLiteral;
  /** Columns of the unique key besides the primary one. */
  readonly unique?: readonly string[];
  /** A row of this tenant and age, and how to name it again. */
  readonly row: (tenantId: string, at: string) => { readonly writes: readonly Write[]; readonly where: ObjectLiteral };
}

const kept: readonly Kept[] = [
  {
    entity: SmartAgentToolCallLog,
    row: (tenantId, attemptedAt) => {
      const record = attemptOf(tenantId, { attemptedAt });
      return { writes: attemptWrites(record), where: { id: record.id } };
    },
  },
  {
    entity: SmartAgentToolCallOutcome,
    unique: ['attemptId'],
    row: (tenantId, finishedAt) => {
      const record = outcomeOf({ id: randomIds.next(), tenantId }, { finishedAt });
      return { writes: outcomeWrites(record), where: { id: record.id } };
    },
  },
  {
    entity: SmartAgentApprovalDecision,
    row: (tenantId, decidedAt) => {
      const record = decisionOf(tenantId, { decidedAt });
      return { writes: decisionWrites(record), where: { id: record.id } };
    },
  },
];

const forGood: readonly Kept[] = [
  {
    entity: SmartAgentLogChain,
    unique: ['recordId'],
    row: (tenantId) => ({
      writes: [
        insert(SmartAgentLogChain, {
          tenantId,
          position: 1,
          recordType: 'attempt',
          recordId: randomIds.next(),
          recordHash: hash,
          previousHash: hash,
          hash,
        }),
      ],
      where: { tenantId },
    }),
  },
  {
    entity: SmartAgentLogHead,
    row: (tenantId, signedAt) => ({
      writes: [insert(SmartAgentLogHead, { tenantId, position: 1, hash, signedAt, keyId: hash, signature: 's' })],
      where: { tenantId },
    }),
  },
  {
    entity: SmartAgentLogSeal,
    row: (tenantId, sealedAt) => {
      const range = { firstPosition: 1, lastPosition: 0, attempts: 0, outcomes: 0, decisions: 0, heads: 0 };
      const hashes = { headHash: hash, recordDigest: hash, previousDigest: hash, digest: hash, keyId: hash, signature: 's' };
      const seal = { tenantId, day: '2026-03-01', ...range, ...hashes, retentionDays: 365, sealedAt };
      return { writes: [insert(SmartAgentLogSeal, seal)], where: { tenantId } };
    },
  },
  {
    entity: SmartAgentLogRemoval,
    row: (tenantId, statedAt) => {
      const removal = { tenantId, day: '2025-03-01', firstPosition: 1, lastPosition: 3, records: 3, sealDigest: hash, retentionDays: 365 };
      const writes = [insert(SmartAgentLogRemoval, { ...removal, cutoff: statedAt, statedAt, keyId: hash, signature: 's' })];
      return { writes, where: { tenantId } };
    },
  },
  {
    entity: SmartAgentVersion,
    unique: ['agentId', 'number'],
    row: (tenantId, createdAt) => ({
      writes: [
        insert(SmartAgentVersion, {
          id: tenantId,
          tenantId,
          agentId: tenantId,
          number: 1,
          configuration: '{}',
          salt: 'salt',
          hash,
          createdAt,
          createdBySubjectId: tenantId,
        }),
      ],
      where: { id: tenantId },
    }),
  },
];

/** Rows beside the log, kept as long as it is. */
const missedLookup: Kept = {
  entity: SmartAgentMissedLookup,
  row: (tenantId, missedAt) => {
    const missed = { id: randomIds.next(), tenantId, missedAt, callerKind: 'person', callerId: tenantId, route: 'get /x/{id}', requestId: '' };
    return { writes: [insert(SmartAgentMissedLookup, missed)], where: { id: missed.id } };
  },
};

/** Kept as it was written; how long is not its own matter yet. */
const changeLog: Kept = {
  entity: SmartAgentChangeLog,
  row: (tenantId, changedAt) => {
    const change = { id: randomIds.next(), tenantId, changedAt, subjectId: tenantId, entity: 'SmartAgent', entityId: tenantId, entityName: 'Helper' };
    return { writes: [insert(SmartAgentChangeLog, { ...change, field: 'lifecycle', before: null, after: '"active"' })], where: { id: change.id } };
  },
};

/** What is evidence cannot be changed, nor deleted before its time, by any statement. */
export const appendOnlyContract = (open: () => Promise<DatabaseHost>): void => {
  describe('evidence', () => {
    const store = contractDatabase(open);
    const add = async ({ row }: Kept, tenantId: string, at: string): Promise<ObjectLiteral> => {
      const { writes, where } = row(tenantId, at);
      await store.database.commit(writes);
      return where;
    };
    const remove = ({ entity }: Kept, where: ObjectLiteral): Promise<Error | undefined> =>
      failure(store.database.transaction((manager) => manager.delete(entity, where)));
    const count = ({ entity }: Kept, where: ObjectLiteral): Promise<number> => store.database.reader.countBy(entity, where);

    for (const one of [...kept, ...forGood, changeLog, missedLookup]) {
      it(`of ${one.entity.name} refuses every change`, async () => {
        const tenantId = newTenant();
        const where = await add(one, tenantId, daysAgo(4000));
        const change = store.database.transaction((manager) => manager.update(one.entity, where, { tenantId: newTenant() }));
        expect((await failure(change))?.message).to.match(/append-only/);
        expect(await count(one, { ...where, tenantId })).to.equal(1);
      });

      it(`of ${one.entity.name} is never replaced, in whatever words, by whichever key`, async () => {
        const { reader, dialect } = store.database;
        const where = await add(one, newTenant(), daysAgo(4000));
        const before = await reader.findBy(one.entity, where);
        const metadata = reader.dataSource.getMetadata(one.entity);
        for (const { name, sql, values } of await replacementsOf(reader, metadata, { where, unique: one.unique ?? [] })) {
          const refused = await failure(store.database.transaction((manager) => manager.query(sql, [...values])));
          expect(refused?.message, name).to.match(dialect === 'sqlite' ? /append-only/ : /PRIMARY KEY|PK_|duplicate/i);
          expect(await reader.findBy(one.entity, where), name).to.deep.equal(before);
        }
      });
    }

    for (const one of forGood) {
      it(`of ${one.entity.name} is never deleted`, async () => {
        const where = await add(one, newTenant(), daysAgo(4000));
        expect((await remove(one, where))?.message).to.match(/never deleted/);
        expect(await count(one, where)).to.equal(1);
      });
    }

    for (const one of [...kept, missedLookup]) {
      it(`of ${one.entity.name} stays for its tenant's retention period and can go after it`, async () => {
        const tenantId = newTenant();
        await store.database.commit([setupOf(tenantId, 400)]);
        const young = await add(one, tenantId, daysAgo(399));
        const old = await add(one, tenantId, daysAgo(401));
        expect((await remove(one, young))?.message).to.match(/retention period/);
        expect(await remove(one, old)).to.equal(undefined);
        expect([await count(one, young), await count(one, old)]).to.deep.equal([1, 0]);
      });

      it(`of ${one.entity.name} stays for a year at least, and for seven where nothing is set`, async () => {
        const hasty = newTenant();
        await store.database.commit([setupOf(hasty, 1)]);
        expect((await remove(one, await add(one, hasty, daysAgo(300))))?.message).to.match(/retention period/);
        expect(await remove(one, await add(one, hasty, daysAgo(366)))).to.equal(undefined);
        const unset = newTenant();
        expect((await remove(one, await add(one, unset, daysAgo(2500))))?.message).to.match(/retention period/);
        expect(await remove(one, await add(one, unset, daysAgo(2600)))).to.equal(undefined);
      });

      it(`of ${one.entity.name} stays when one statement would delete old and young together`, async () => {
        const tenantId = newTenant();
        await store.database.commit([setupOf(tenantId, 400)]);
        await add(one, tenantId, daysAgo(500));
        await add(one, tenantId, daysAgo(1));
        expect((await remove(one, { tenantId }))?.message).to.match(/retention period/);
        expect(await count(one, { tenantId })).to.equal(2);
      });
    }
  });
};
