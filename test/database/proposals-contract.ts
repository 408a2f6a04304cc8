import { expect } from 'chai';
import { SmartAgentApproval } from '../../entities/index.ts';
import { approvalStatuses } from '../../src/contracts/approvals.ts';
import { canBecome, isFinal } from '../../src/domain/approval.ts';
import { Approvals, settledWrite } from '../../src/features/approvals/index.ts';
import { insert } from '../../src/kernel/database.ts';
import { contractDatabase, newTenant, type DatabaseHost } from './contract-host.ts';
import { proposalOf } from './proposal-rows.ts';

const settled = ['committed', 'failed', 'unknown'] as const;

/** What was sealed to make a change, on the real database, whichever way a proposal goes. */
export const proposalsContract = (open: () => Promise<DatabaseHost>): void => {
  describe('what was sealed to make a change', () => {
    const store = contractDatabase(open);

    const kept = async (state: string): Promise<string> => {
      const row = proposalOf(newTenant(), { state });
      await store.database.commit([insert(SmartAgentApproval, row)]);
      return row.id;
    };
    const sealedOf = async (id: string): Promise<string | null> =>
      (await store.database.reader.findOneByOrFail(SmartAgentApproval, { id })).sealedPayload;
    const left = (to: (typeof approvalStatuses)[number]): string | null => (isFinal(to) ? null : 'p');

    for (const from of approvalStatuses) {
      for (const to of approvalStatuses.filter((one) => canBecome(from, one))) {
        it(`is ${isFinal(to) ? 'erased' : 'kept'} when a proposal goes from ${from} to ${to}`, async () => {
          const id = await kept(from);
          const approvals = new Approvals(store.database);
          expect(await store.database.transaction((manager) => approvals.move(manager, id, { from, to, set: {} }))).to.equal(true);
          expect(await sealedOf(id)).to.equal(left(to));
        });
      }
    }

    for (const state of settled) {
      it(`is ${isFinal(state) ? 'erased' : 'kept'} when a change that was being made ends as ${state}`, async () => {
        const id = await kept('committing');
        await store.database.commit([settledWrite(id, { state, sealedResult: 'r', untold: false })]);
        expect(await sealedOf(id)).to.equal(left(state));
      });
    }
  });
};
