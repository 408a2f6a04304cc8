import { expect } from 'chai';
import { SmartAgentEmailDraft, SmartAgentSetup, SmartAgentUserFile } from '../../entities/index.ts';
import { ProgramKeys } from '../../src/adapters/database/program-keys.ts';
import { createOutbox, DraftStore, type UserOutbox } from '../../src/features/outbox/index.ts';
import { bumpRevision, Settings } from '../../src/features/settings/index.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { createSecretBox, newSecretKey } from '../../src/kernel/secret-box.ts';
import { erasureWrite } from '../erasure/erasure-row.ts';
import { changeSettings, seedWorld } from '../support/seed-world.ts';
import { contractDatabase, failure, newTenant, type DatabaseHost } from './contract-host.ts';

/** Settings, outbox and the program's own keys, on the real database. */
export const storesContract = (open: () => Promise<DatabaseHost>): void => {
  describe('settings', () => {
    const store = contractDatabase(open);

    it('are read whole, and again on the very next call after any change', async () => {
      const { tenantId, agentId } = await seedWorld(store.database);
      const settings = new Settings(store.database);
      const before = await settings.current(tenantId);
      expect(before.agents.get(agentId)).to.include({ name: 'Helper', lifecycle: 'active' });
      expect([...before.tools.values()].every(({ enabled }) => enabled)).to.equal(true);
      expect(await settings.current(tenantId)).to.equal(before);
      await changeSettings(store.database, tenantId, `UPDATE SmartAgentToolConfig SET enabled = 0 WHERE tool = 'read_customer'`);
      const after = await settings.current(tenantId);
      expect(after.revision).to.equal(before.revision + 1);
      expect(after.tools.get('read_customer')?.enabled).to.equal(false);
    });

    it('have a pinned version as it is since an erasure took a name out of it, and only its own tenant’s', async () => {
      const { tenantId, versionId } = await seedWorld(store.database);
      const settings = new Settings(store.database);
      const before = await settings.version(tenantId, versionId);
      expect(before.configuration.instructions).to.equal('Help.');
      expect(await settings.version(tenantId, versionId)).to.equal(before);
      expect((await failure(settings.version((await seedWorld(store.database)).tenantId, versionId)))?.message).to.match(/agent version/);
      await store.database.commit([erasureWrite({ tenantId, subjectId: newTenant(), status: 'running' })]);
      const set = `UPDATE SmartAgentVersion SET configuration = '{"instructions":"Erased."}', salt = NULL WHERE id = ?`;
      await changeSettings(store.database, tenantId, set, [versionId]);
      expect(await settings.version(tenantId, versionId)).to.deep.include({ hash: before.hash, configuration: { instructions: 'Erased.' } });
    });

    it('count every one of many changes made at once', async () => {
      const { tenantId } = await seedWorld(store.database);
      await Promise.all(Array.from({ length: 20 }, () => store.database.transaction((manager) => bumpRevision(manager, tenantId))));
      expect((await store.database.reader.findOneByOrFail(SmartAgentSetup, { tenantId })).revision).to.equal(21);
    });

    it('keep their revision where the change was undone', async () => {
      const { tenantId } = await seedWorld(store.database);
      const settings = new Settings(store.database);
      const undone = store.database.transaction(async (manager) => {
        await bumpRevision(manager, tenantId);
        expect(await settings.revision(manager, tenantId)).to.equal(2);
        throw new Error('undone');
      });
      expect(await failure(undone)).to.have.property('message', 'undone');
      expect((await settings.current(tenantId)).revision).to.equal(1);
    });
  });

  describe('the outbox and the program keys', () => {
    const store = contractDatabase(open);
    const outbox = (tenantId: string): UserOutbox =>
      createOutbox({
        ...{ store: new DraftStore(store.database), clock: systemClock, ids: randomIds, hashKey: () => 'key' },
        renderer: { render: () => Promise.resolve(Buffer.alloc(50_000, '😀')) },
      })({ tenantId, subject: { id: randomIds.next(), box: createSecretBox(newSecretKey()) }, companyId: 'c', executionId: 'e', agentId: 'a' });
    const attachment = { kind: 'statement', fileName: 'Zürich.pdf', contentType: 'application/pdf' } as unknown as Parameters<
      UserOutbox['createDraft']
    >[0]['attachments'][number];
    const draft = { to: 'ap@cannon.example', subject: 'Märzrechnung 😀', body: 'Hello', attachments: [attachment] };

    it('make one draft for one effect, however simultaneously it is asked, and leave no file behind', async () => {
      const [tenantId, key] = [newTenant(), randomIds.next()];
      const asked = await Promise.all(Array.from({ length: 8 }, () => outbox(tenantId).createDraft(draft, key)));
      expect(new Set(asked.map(({ emailDraftId }) => emailDraftId)).size).to.equal(1);
      expect(await outbox(tenantId).findDraft(key)).to.deep.equal(asked[0]);
      const { reader } = store.database;
      expect([await reader.countBy(SmartAgentEmailDraft, { tenantId }), await reader.countBy(SmartAgentUserFile, { tenantId })]).to.deep.equal([
        1, 1,
      ]);
    });

    it('find no draft of another effect', async () => {
      expect(await outbox(newTenant()).findDraft('nothing')).to.equal(null);
    });

    it('keep one key where many processes make it at once, and give it back later', async () => {
      const masterKey = newSecretKey();
      const keys = (): ProgramKeys => new ProgramKeys(store.database, systemClock, masterKey);
      const made = await Promise.all(Array.from({ length: 8 }, (_, index) => keys().get('signing key', () => `made by ${index}`)));
      expect(new Set(made).size).to.equal(1);
      expect(await keys().get('signing key', () => 'made later')).to.equal(made[0]);
      expect(await keys().get('another key', () => ({ other: true }))).to.deep.equal({ other: true });
    });
  });
};
