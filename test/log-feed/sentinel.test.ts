import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { openDatabase, type OpenDatabase } from '../../src/adapters/database/database.ts';
import type { NewCredential } from '../../src/contracts/agent-credentials.ts';
import { alderFinchTenant } from '../../src/demo/accounts.ts';
import { attemptWrites, outcomeWrites } from '../../src/features/audit/index.ts';
import { attemptOf, outcomeOf } from '../database/attempt-rows.ts';
import { AgentWorld } from '../external-agents/agent-world.ts';
import { ocsfFaults } from './ocsf-rules.ts';
import { SentinelPoller } from './sentinel-poller.ts';

/** The connection in docs/siem.md, for a running program and a client. */
const documented = (url: string, { credential, secret }: NewCredential, pageSize: number): unknown => {
  const [, json = ''] = /```json\n([\s\S]*?)```/.exec(readFileSync('docs/siem.md', 'utf8')) ?? [];
  const filled = json
    .replaceAll('https://smart-agents.example.com', url)
    .replace("[[parameters('clientId')]", credential.clientId)
    .replace("[[parameters('clientSecret')]", secret ?? '')
    .replace('"pageSize": 1000', `"pageSize": ${pageSize}`);
  return JSON.parse(filled) as unknown;
};

interface Event {
  readonly metadata: { readonly uid: string; readonly sequence: number };
}

describe('Microsoft Sentinel, by the documented rules of its codeless connectors', function () {
  this.timeout(240_000);
  let world: AgentWorld;
  let database: OpenDatabase;
  before(async () => {
    world = await AgentWorld.start({ FEED_REQUESTS_PER_MINUTE: '10000' });
    database = await openDatabase(`sqlite:${join(world.folder, 'smart-agents.sqlite')}`);
  });
  after(async () => {
    await database.close();
    await world.stop();
  });

  it('pulls every record once and in order with the connection we document, window after window', async () => {
    const adele = await world.signIn('adele@alderfinch.example');
    const reader = await adele.post<{ id: string }>('/api/v1/admin/log-readers', { name: 'Sentinel' });
    const credential = await adele.post<NewCredential>(`/api/v1/admin/log-readers/${reader.id}/credentials`, { kind: 'secret' });
    const poller = new SentinelPoller(documented(world.url, credential, 7));
    const written: string[] = [];
    const until = async (count: number): Promise<void> => {
      while (poller.events.length < count) await poller.window();
    };
    await poller.window();
    for (let round = 1; round <= 2; round++) {
      for (let each = 0; each < 10; each++) {
        const attempt = attemptOf(alderFinchTenant);
        const outcome = outcomeOf(attempt);
        written.push(attempt.id, outcome.id);
        await database.commit(attemptWrites(attempt));
        await database.commit(outcomeWrites(outcome));
      }
      await until(round * 20);
    }
    await poller.window();
    const events = poller.events as readonly Event[];
    expect(events.map(({ metadata }) => metadata.sequence)).to.deep.equal(Array.from({ length: 40 }, (_, index) => index + 1));
    expect(events.map(({ metadata }) => metadata.uid)).to.have.members(written);
    for (const event of events) expect(ocsfFaults(event)).to.deep.equal([]);
  });
});
