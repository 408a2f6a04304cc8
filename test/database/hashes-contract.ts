import { expect } from 'chai';
import fc from 'fast-check';
import type { ObjectLiteral } from 'typeorm';
import { SmartAgentApprovalDecision, SmartAgentToolCallLog, SmartAgentToolCallOutcome } from '../../entities/index.ts';
import { attemptWrites, decisionWrites, outcomeWrites, recordHash } from '../../src/features/audit/index.ts';
import { cutText } from '../../src/kernel/kept-text.ts';
import { anyText } from '../support/any-text.ts';
import { attemptOf, decisionOf, outcomeOf } from './attempt-rows.ts';
import { contractDatabase, newTenant, type DatabaseHost } from './contract-host.ts';

/** Whoever reads a record can check it: its hash is the hash of what the database has, whatever it was given. */
export const hashesContract = (open: () => Promise<DatabaseHost>): void => {
  describe('the hash of a record', () => {
    const store = contractDatabase(open);
    const check = async (entity: new () => ObjectLiteral, id: string): Promise<void> => {
      const { recordHash: kept, ...row } = { ...(await store.database.reader.findOneByOrFail(entity, { id })) };
      expect(recordHash(row)).to.equal(kept);
    };

    it('is the hash of what is stored, whatever text a model or a server made up', async () => {
      // SQLite keeps NUL; the server that stands in for SQL Server in tests does not.
      const text = anyText(store.database.dialect === 'sqlite' ? 0 : 1);
      await fc.assert(
        fc.asyncProperty(text, text, async (one, other) => {
          const tenantId = newTenant();
          const attempt = attemptOf(tenantId, { tool: cutText(one, 80), arguments: other, basis: JSON.stringify([one]), facts: other + one });
          const outcome = outcomeOf(attempt, { message: other, dataScope: one });
          const decision = decisionOf(tenantId, { toolCallId: one.slice(0, 80) });
          await store.database.commit([...attemptWrites(attempt), ...outcomeWrites(outcome), ...decisionWrites(decision)]);
          await check(SmartAgentToolCallLog, attempt.id);
          await check(SmartAgentToolCallOutcome, outcome.id);
          await check(SmartAgentApprovalDecision, decision.id);
        }),
        { numRuns: 60 },
      );
    });
  });
};
