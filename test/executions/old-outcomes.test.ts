import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { DataSource } from 'typeorm';
import { SmartAgentExecutionRecord, SmartAgentToolCallLog, SmartAgentToolCallOutcome } from '../../entities/index.ts';
import { dataSourceOptions } from '../../src/adapters/database/data-source.ts';
import { openDatabase } from '../../src/adapters/database/database.ts';
import { Initial1790000000000 } from '../../src/adapters/database/migrations/1790000000000-initial.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { attemptOf, outcomeOf } from '../database/attempt-rows.ts';

/** More than one batch. */
const many = 700;

describe('outcomes that were written before there was an index of what they touched', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'smart-agents-old-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const scope = (labels: readonly string[]): string =>
    JSON.stringify({
      entitySets: [{ entitySet: 'vendors', ids: labels.map((label) => ({ id: `id-${label}`, label })), count: 1, digest: null, filters: [] }],
    });

  it('are found by it all the same, and their runs know their company', async () => {
    const url = `sqlite:${join(folder, 'old.sqlite')}`;
    const old = await new DataSource({ ...dataSourceOptions(url), migrations: [Initial1790000000000] }).initialize();
    await old.runMigrations();
    const tenantId = randomIds.next();
    const [sessionId, executionId] = [randomIds.next(), randomIds.next()];
    const text = (count: number): string => Array.from({ length: count }, () => "'x'").join(', ');
    await old.query(
      `INSERT INTO SmartAgentSession VALUES ('${sessionId}', '${tenantId}', ${text(2)}, 'Old Company', ${text(4)}, 0, 0, 0, ${text(2)}, NULL)`,
    );
    await old.query(`INSERT INTO SmartAgentExecution VALUES ('${executionId}', '${tenantId}', 'EX-OLD', '${sessionId}', ${text(8)}, NULL)`);
    const attempts = Array.from({ length: many }, (_, index) => attemptOf(tenantId, { executionId, phase: index === 0 ? 'commit' : 'read' }));
    const outcomes = attempts.map((attempt, index) =>
      outcomeOf(attempt, { dataScope: index === 1 ? null : scope(index === 2 ? [] : [`V-${index}`, 'V-ALL']) }),
    );
    await old.transaction(async (manager) => {
      for (const row of attempts) await manager.insert(SmartAgentToolCallLog, { ...row, recordHash: 'h' });
      for (const row of outcomes) await manager.insert(SmartAgentToolCallOutcome, { ...row, recordHash: 'h' });
    });
    await old.destroy();

    const database = await openDatabase(url);
    try {
      expect(await database.reader.countBy(SmartAgentExecutionRecord, { tenantId, label: 'V-ALL' })).to.equal(many - 2);
      const roles = (await database.reader.findBy(SmartAgentExecutionRecord, { tenantId })).map(({ label, role }) => `${label} ${role}`);
      expect(roles).to.include.members(['V-0 written', 'V-3 read', `V-${many - 1} read`]);
      const [run] = await database.reader.query<{ companyName: string; answerHash: null }[]>(
        'SELECT companyName, answerHash FROM SmartAgentExecution',
      );
      expect(run).to.deep.equal({ companyName: 'Old Company', answerHash: null });
    } finally {
      await database.close();
    }
  });
});
