import { expect } from 'chai';
import type { ObjectLiteral } from 'typeorm';
import * as entities from '../../entities/index.ts';
import { contractDatabase, failure, newTenant, type DatabaseHost } from './contract-host.ts';
import { keyOf, sampleRows } from './sample-row.ts';

const subject = (tenantId: string, lookup: string, id = newTenant()): ObjectLiteral => ({
  ...{ id, tenantId, lookup, sealedKey: null, sealedProfile: null, createdAt: '2026-03-01T00:00:00.000Z', adminSeenAt: null, erasedAt: null },
});

/** Every column keeps what is put into it, and what must be unique is. */
export const columnsContract = (open: () => Promise<DatabaseHost>): void => {
  describe('columns', () => {
    const store = contractDatabase(open);

    // A period that was set is written down by the database itself, and nobody writes down one of another time.
    for (const entity of Object.values(entities).filter((one) => one !== entities.SmartAgentRetentionPeriod)) {
      it(`give back what ${entity.name} was given: full to the last character, and as empty as may be`, async () => {
        const { database } = store;
        const metadata = database.reader.connection.getMetadata(entity);
        for (const row of sampleRows(metadata)) {
          await database.commit([{ kind: 'insert', entity, row }]);
          const kept: ObjectLiteral | null = await database.reader.findOneBy<ObjectLiteral>(entity, keyOf(metadata, row));
          expect({ ...kept }).to.deep.equal(row);
          expect(kept).to.be.instanceOf(entity);
        }
      });

      it(`take one ${entity.name} for each key`, async () => {
        const { database } = store;
        const [row] = sampleRows(database.reader.connection.getMetadata(entity));
        if (!row) throw new Error('no sample');
        expect(await failure(database.commit([{ kind: 'insert', entity, row }]))).to.be.instanceOf(Error);
      });
    }

    it('tell upper from lower case and order text by its code points, whatever the server is set to', async () => {
      const { database } = store;
      const tenantId = newTenant();
      const lookups = ['B', 'a', 'A', 'é', 'b', 'Z', '_'];
      await database.commit(lookups.map((lookup) => ({ kind: 'insert', entity: entities.SmartAgentDataSubject, row: subject(tenantId, lookup) })));
      expect(await database.reader.countBy(entities.SmartAgentDataSubject, { tenantId, lookup: 'a' })).to.equal(1);
      const rows = await database.reader.find(entities.SmartAgentDataSubject, { where: { tenantId }, order: { lookup: 'ASC' } });
      expect(rows.map(({ lookup }) => lookup)).to.deep.equal([...lookups].sort());
    });

    it('refuse a second row where a unique index says so, and let the same value be in another tenant', async () => {
      const { database } = store;
      const [one, other] = [newTenant(), newTenant()];
      const add = (tenantId: string): Promise<void> =>
        database.commit([{ kind: 'insert', entity: entities.SmartAgentDataSubject, row: subject(tenantId, 'same') }]);
      await add(one);
      await add(other);
      expect(await failure(add(one))).to.be.instanceOf(Error);
    });

    it('refuse null where a value is due', async () => {
      const row = { ...subject(newTenant(), 'x'), createdAt: null };
      expect(await failure(store.database.commit([{ kind: 'insert', entity: entities.SmartAgentDataSubject, row }]))).to.be.instanceOf(Error);
    });
  });
};
