import { expect } from 'chai';
import {
  SmartAgentApproval,
  SmartAgentChangeLog,
  SmartAgentCredential,
  SmartAgentDelegation,
  SmartAgentPendingChange,
} from '../../entities/index.ts';
import type { AmountLimit } from '../../src/domain/delegation.ts';
import { SettingChanges } from '../../src/features/change-log/index.ts';
import { DelegationStore, limitUse, type DelegationRow } from '../../src/features/delegations/index.ts';
import { conversationTerms, termColumns } from '../../src/features/delegations/delegation-terms.ts';
import { CredentialStore } from '../../src/features/external-agents/index.ts';
import { claimPending, newPendingWrite } from '../../src/features/pending-changes/pending-change-rows.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { insert, type Row } from '../../src/kernel/database.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { contractDatabase, failure, newTenant, setupOf, type DatabaseHost } from './contract-host.ts';
import { proposalOf } from './proposal-rows.ts';

const day = (date: number): string => `2026-03-${String(date).padStart(2, '0')}T00:00:00.000Z`;
const now = day(20);

const delegationOf = (tenantId: string, otherwise: Partial<DelegationRow> = {}): DelegationRow => ({
  ...{ id: randomIds.next(), tenantId, agentId: tenantId, delegatorSubjectId: tenantId, kind: 'standing', workflow: 'work' },
  ...termColumns(conversationTerms(tenantId)),
  ...{ responsibleSubjectId: null, revokers: '[]', reason: null, extendsId: null, sealedSignIn: 's', untrustedFields: '[]', untrustedReadAt: null },
  ...{ validFrom: day(1), validTo: null, revokedAt: null, revokedBySubjectId: null, revokeReason: null, createdAt: day(1) },
  ...otherwise,
});

const credentialOf = (tenantId: string, otherwise: Partial<Row<SmartAgentCredential>> = {}): Row<SmartAgentCredential> => ({
  ...{ id: randomIds.next(), tenantId, agentId: tenantId, kind: 'secret', clientId: tenantId, secretPrefix: 'sa_', secretHash: 'h', publicKey: null },
  ...{ createdAt: day(1), createdBySubjectId: tenantId, expiresAt: day(30), revokedAt: null, revokedBySubjectId: null, lastUsedAt: null },
  ...otherwise,
});

/** Delegations, their limits, credentials and changes that wait: of those who come at once one wins, alike on both databases. */
export const authorityContract = (open: () => Promise<DatabaseHost>): void => {
  describe('authority', () => {
    const store = contractDatabase(open);

    it('that is taken back is gone for good, once, with its sign-in', async () => {
      const [tenantId, delegations] = [newTenant(), new DelegationStore(store.database)];
      const row = delegationOf(tenantId);
      await store.database.commit([delegations.added(row), delegations.added(delegationOf(tenantId, { kind: 'session' }))]);
      const by = (who: string) => ({ revokedAt: now, revokedBySubjectId: who, revokeReason: 'No more.' });
      const ends = await Promise.all(
        ['marta', 'otto'].map((who) => store.database.transaction((manager) => delegations.revoke(manager, row.id, by(who)))),
      );
      expect(ends.sort()).to.deep.equal([false, true]);
      expect(await store.database.transaction((manager) => delegations.signIn(manager, row.id, 'again'))).to.equal(false);
      const listed = await delegations.list(tenantId);
      expect(listed.map(({ id, sealedSignIn, revokedAt }) => ({ id, sealedSignIn, revokedAt }))).to.deep.equal([
        { id: row.id, sealedSignIn: null, revokedAt: now },
      ]);
    });

    it('is in force between its dates, as long as nobody took it back, the oldest first', async () => {
      const [tenantId, credentials] = [newTenant(), new CredentialStore(store.database)];
      const given: readonly Partial<DelegationRow>[] = [
        { workflow: 'newer', createdAt: day(3), validTo: day(21) },
        { workflow: 'older', createdAt: day(2) },
        { workflow: 'over', validTo: now },
        { workflow: 'not yet', validFrom: day(21) },
        { workflow: 'revoked', revokedAt: day(19) },
      ];
      await store.database.commit(given.map((otherwise) => insert(SmartAgentDelegation, delegationOf(tenantId, otherwise))));
      expect((await credentials.delegations(tenantId, tenantId, now)).map(({ workflow }) => workflow)).to.deep.equal(['older', 'newer']);
    });

    it('counts of a limit what is being done, was done or may have been done in its period, under this delegation, in its currency', async () => {
      const [tenantId, delegationId] = [newTenant(), newTenant()];
      const taken = { delegationId, amount: '0.10', currency: 'EUR', decidedAt: day(19) };
      const others = ['pending', 'rejected', 'failed', 'superseded'].map((state) => ({ ...taken, state, amount: '100.00' }));
      const rows = [
        ...['committing', 'committed', 'unknown'].map((state) => ({ ...taken, state })),
        { ...taken, state: 'committed', amount: '0.20', decidedAt: day(1) },
        ...others,
        { ...taken, state: 'committed', currency: 'USD' },
        { ...taken, state: 'committed', tool: 'mail' },
        { ...taken, state: 'committed', delegationId: newTenant() },
      ];
      const stored = rows.map((row) => proposalOf(tenantId, row));
      await store.database.commit(stored.map((row) => insert(SmartAgentApproval, row)));
      const limit = (period: 'day' | 'week' | 'whole'): AmountLimit => ({
        ...{ actions: ['order'], currency: 'EUR', perAction: null, cumulative: { amount: '1', period } },
      });
      const limits = [limit('day'), limit('week'), limit('whole')];
      const used = async (scope: { tenantId: string; delegationId: string }, leavingOut?: string): Promise<readonly (string | undefined)[]> => {
        const use = await limitUse(store.database.reader, scope, { limits, now: new Date(now), leavingOut });
        return limits.map((one) => use.get(one));
      };
      expect(await used({ tenantId, delegationId })).to.deep.equal(['0', '0.3', '0.5']);
      expect(await used({ tenantId, delegationId }, stored[0]?.id)).to.deep.equal(['0', '0.2', '0.4']);
      expect(await used({ tenantId: newTenant(), delegationId })).to.deep.equal(['0', '0', '0']);
    });

    it('of an agent is proved by as many live credentials as may be, however many are made at once', async () => {
      const [clientId, credentials] = [newTenant(), new CredentialStore(store.database)];
      const ended = [credentialOf(clientId, { expiresAt: now }), credentialOf(clientId, { revokedAt: day(2) })];
      await store.database.commit(ended.map((row) => insert(SmartAgentCredential, row)));
      const make = (): Promise<boolean> =>
        store.database.transaction(async (manager) => {
          if ((await credentials.heldLiveCount(manager, clientId, now)) >= 2) return false;
          await credentials.add(manager, credentialOf(clientId));
          return true;
        });
      expect((await Promise.all(Array.from({ length: 10 }, make))).filter(Boolean)).to.have.length(2);
      expect(await credentials.ofClient(clientId)).to.have.length(4);
    });

    it('of a credential is changed by one of two, and by nobody once it is taken back', async () => {
      const [row, credentials] = [credentialOf(newTenant()), new CredentialStore(store.database)];
      await store.database.commit([insert(SmartAgentCredential, row)]);
      const change = (set: Partial<Row<SmartAgentCredential>>): Promise<boolean> =>
        store.database.transaction((manager) => credentials.change(manager, row, set));
      expect((await Promise.all([change({ revokedAt: now }), change({ expiresAt: day(21) })])).sort()).to.deep.equal([false, true]);
      expect(await change({ expiresAt: day(22) })).to.equal(false);
    });

    it('that waits for a second admin is decided on once; whoever comes second changes nothing', async () => {
      const tenantId = newTenant();
      const actor = (who: string) => ({ tenantId, subject: { id: who } });
      const thing = { entity: 'setup', id: tenantId, name: 'Setup' } as const;
      const [id, askedAt] = [randomIds.next(), day(1)];
      await store.database.commit([setupOf(tenantId), newPendingWrite(actor('adele'), { id, thing, changes: [], request: {}, askedAt })]);
      const changes = new SettingChanges({ database: store.database, clock: systemClock, ids: randomIds });
      const decide = (who: string, status: 'approved' | 'rejected'): Promise<Error | undefined> => {
        const told = { thing, changes: [{ field: 'pendingChange', before: 'pending', after: status }] };
        return failure(changes.make(actor(who), told, (manager, at) => claimPending(manager, { id, actor: actor(who), now: at, status })));
      };
      const ends = await Promise.all([decide('marta', 'approved'), decide('otto', 'rejected')]);
      const conflict = ends.filter((end) => end !== undefined);
      expect(conflict.map((error) => error.message)).to.deep.equal(['This change was decided meanwhile.']);
      const { reader } = store.database;
      const [{ status } = { status: '' }] = await reader.findBy(SmartAgentPendingChange, { id });
      expect((await reader.findBy(SmartAgentChangeLog, { tenantId })).map(({ after }) => after)).to.deep.equal([status]);
      expect(status).to.equal(ends[0] === undefined ? 'approved' : 'rejected');
    });
  });
};
