import { expect } from 'chai';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { SmartAgent, SmartAgentVersion } from '../../entities/index.ts';
import { dataSourceOptions } from '../../src/adapters/database/data-source.ts';
import { openDatabase } from '../../src/adapters/database/database.ts';
import { sha256 } from '../../src/kernel/canonical-json.ts';
import { Initial1790000000000 } from '../../src/adapters/database/migrations/1790000000000-initial.ts';

describe('a database of an earlier program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'smart-agents-migrations-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('keeps its agents: whoever owned one has registered it, answers for it and brought it to where it is; versions keep their fingerprints', async () => {
    const url = `sqlite:${join(folder, 'old.sqlite')}`;
    const old = await new DataSource({ ...dataSourceOptions(url), migrations: [Initial1790000000000] }).initialize();
    await old.runMigrations({ transaction: 'each' });
    const row = {
      ...{ id: 'a', tenantId: 't', name: 'Helper', description: '', kind: 'assistant', templateId: null, ownerSubjectId: 'adele' },
      ...{ clientApplication: 'panel', authenticationMethod: 'oidc', lifecycle: 'active', currentVersionId: 'v', allowedUsers: '[]' },
      ...{ revision: 3, createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z' },
    };
    const version = {
      ...{ id: 'v', tenantId: 't', agentId: 'a', number: 1, configuration: '{}', hash: sha256('{}') },
      ...{ createdAt: '2026-01-01T00:00:00.000Z', createdBySubjectId: 'adele' },
    };
    for (const [table, values] of Object.entries({ SmartAgent: row, SmartAgentVersion: version })) {
      const columns = Object.keys(values);
      const names = columns.map((name) => `"${name}"`).join(', ');
      await old.query(`INSERT INTO "${table}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`, Object.values(values));
    }
    await old.destroy();
    const database = await openDatabase(url);
    const agent = await database.reader.findOneByOrFail(SmartAgent, { id: 'a' });
    const kept = await database.reader.findOneByOrFail(SmartAgentVersion, { id: 'v' });
    await database.close();
    expect({ ...agent }).to.deep.equal({
      ...row,
      ...{ businessUnitId: null, sponsorSubjectId: 'adele', registeredBySubjectId: 'adele', movedBySubjectId: 'adele' },
      ...{ dailyCredits: null, monthlyCredits: null },
    });
    expect({ ...kept }).to.deep.equal({ ...version, salt: '' });
  });
});
