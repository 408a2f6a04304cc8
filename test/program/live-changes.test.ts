import { expect } from 'chai';
import type { AgentView, ToolConfigView } from '../../src/contracts/admin.ts';
import type { SignedInClient } from '../../src/demo/signed-in-client.ts';
import { dataOf, ProgramWorld } from '../support/program-world.ts';
import type { EndpointAnswer } from '../support/scripted-endpoint.ts';

const patch = async (client: SignedInClient, path: string, change: { body: object; revision: number }): Promise<void> => {
  const headers = { 'content-type': 'application/json', 'if-match': String(change.revision) };
  const answer = await client.request(path, { method: 'PATCH', headers, body: JSON.stringify(change.body) });
  expect(answer.status, await answer.text()).to.equal(200);
};

describe('a change by the admin while a turn is running', function () {
  this.timeout(300_000);
  let world: ProgramWorld;
  let ben: SignedInClient;
  let adele: SignedInClient;
  let noor: SignedInClient;
  before(async () => {
    world = await ProgramWorld.start();
    [ben, adele, noor] = await Promise.all([world.signIn('ben'), world.signIn('adele'), world.signIn('noor')]);
  });
  after(() => world.close());

  /** A turn whose model makes a first call, waits until the change is made, and then makes the second. */
  const turnAround = async (
    first: EndpointAnswer,
    change: () => Promise<void>,
    second: EndpointAnswer,
  ): Promise<{ session: string; results: readonly string[] }> => {
    const conversation = await ben.open('Purchase planner');
    const held = async (): Promise<EndpointAnswer> => {
      await change();
      return second;
    };
    world.endpoint.script(first, held, { text: 'That is all.' });
    const events = await conversation.say('What runs short?');
    conversation.close();
    return { session: conversation.session.id, results: dataOf(events, 'tool.finished').map(({ result }) => result) };
  };

  /** The auditor finds the row by filter, and the CSV has it. */
  const expectRow = async (session: string, tool: string, rule: string): Promise<void> => {
    const filter = `sessionId eq '${session}' and tool eq '${tool}' and outcome eq 'refused' and rule eq '${rule}'`;
    const rows = await world.log(noor, filter);
    expect(rows).to.have.length(1);
    expect(rows[0]).to.include({ decision: 'refuse', userName: 'Ben Okafor', agentName: 'Purchase planner' });
    const [header = '', ...lines] = (await world.csv(noor, filter)).trim().split('\r\n');
    expect(header.split(',')).to.include.members(['id', 'tool', 'outcome', 'rule']);
    expect(lines).to.have.length(1);
    expect(lines[0]).to.include(rows[0]?.id).and.to.include(rule);
  };

  it('switches a tool off: its next call is refused', async () => {
    const switchOff = async (): Promise<void> => {
      const { value: tools } = await adele.get<{ value: ToolConfigView[] }>('/api/v1/admin/tools');
      const { revision } = tools.find(({ tool }) => tool === 'read_items')!;
      await patch(adele, '/api/v1/admin/tools/read_items', { body: { enabled: false }, revision });
    };
    const look = { calls: [['read_items', { limit: 1 }]] } as const;
    const { session, results } = await turnAround(look, switchOff, look);
    expect(results).to.deep.equal(['ok', 'refused']);
    expect(world.endpoint.told).to.include('switched off for the whole organisation');
    await expectRow(session, 'read_items', 'tool-disabled');
  });

  it('makes an agent read-only: its next write is refused', async () => {
    const makeReadOnly = async (): Promise<void> => {
      const { value: agents } = await adele.get<{ value: AgentView[] }>('/api/v1/admin/agents');
      const { id, revision } = agents.find(({ name }) => name === 'Purchase planner')!;
      await patch(adele, `/api/v1/admin/agents/${id}`, { body: { autonomy: 'read-only' }, revision });
    };
    const look = { calls: [['read_vendor', { vendorNumber: 'V-1042' }]] } as const;
    const write = { calls: [['create_purchase_order_draft', { vendorNumber: 'V-1042', lines: [{ itemNumber: '1000', quantity: 1 }] }]] } as const;
    const { session, results } = await turnAround(look, makeReadOnly, write);
    expect(results).to.deep.equal(['ok', 'refused']);
    await expectRow(session, 'create_purchase_order_draft', 'read-only-agent');
  });
});
