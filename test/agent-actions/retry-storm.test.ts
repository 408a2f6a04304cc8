import { connect } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import type { ApprovalView } from '../../src/contracts/approvals.ts';
import { alderFinchTenant } from '../../src/demo/accounts.ts';
import { allRows } from './all-rows.ts';
import { oidOf, PurchaseWorld } from './purchase-world.ts';

const terms = {
  workflow: 'Contract renewals',
  actions: ['find_contracts_near_renewal', 'read_contract', 'read_vendor', 'prepare_contract_renewal'],
  recordFilters: { purchaseContracts: "(category eq 'GOODS' or category eq 'SERVICES') and isRenewalDue eq true" },
  limits: [{ actions: ['prepare_contract_renewal'], currency: 'EUR', perAction: '20000.00' }],
  approvalRules: [
    {
      ...{ name: 'Dear renewals', actions: ['prepare_contract_renewal'], when: { kind: 'amount-above', amount: '15000.00', currency: 'EUR' } },
      approver: { kind: 'second-person', people: [oidOf('MARTA')] },
    },
  ],
};

/** The recorded run: what is found and read, what waits for a person, what is too dear, outside of the records, and not delegated. */
const recorded: readonly { readonly key: string; readonly action: string; readonly args: object }[] = [
  { key: 'run-1', action: 'find_contracts_near_renewal', args: { daysAhead: 90 } },
  { key: 'run-2', action: 'read_contract', args: { contractNumber: 'CT-10011' } },
  { key: 'run-3', action: 'read_vendor', args: { vendorNumber: 'V-1005' } },
  { key: 'run-4', action: 'prepare_contract_renewal', args: { contractNumber: 'CT-10011' } },
  { key: 'run-5', action: 'prepare_contract_renewal', args: { contractNumber: 'CT-10013' } },
  { key: 'run-6', action: 'prepare_contract_renewal', args: { contractNumber: 'CT-10014' } },
  { key: 'run-7', action: 'submit_contract_renewal', args: { renewalNumber: 'RN-10002' } },
];
type Recorded = (typeof recorded)[number];

/** Numbers between 0 and 1 that are the same in every run (mulberry32). */
const seeded = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const shuffled = <Value>(values: readonly Value[], random: () => number): Value[] =>
  values
    .map((value) => ({ value, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ value }) => value);

/** Sends a request and is gone before anything is answered. */
const sendAndDrop = (given: PurchaseWorld, token: string, { key, action, args }: Recorded): Promise<void> => {
  const { hostname, port } = new URL(given.world.url);
  const body = JSON.stringify({ action, arguments: args });
  const head = [
    'POST /agent/v1/actions HTTP/1.1',
    ...[`host: ${hostname}:${port}`, `authorization: Bearer ${token}`, `idempotency-key: ${key}`],
    ...['content-type: application/json', `content-length: ${Buffer.byteLength(body)}`],
  ];
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy()));
    socket.once('close', () => resolve()).once('error', reject);
  });
};

describe('a recorded run of an external agent, each request replayed three times in random order, with dropped connections', function () {
  this.timeout(300_000);
  const worlds: PurchaseWorld[] = [];
  after(async () => {
    for (const world of worlds) await world.stop();
  });

  const start = async (): Promise<{ given: PurchaseWorld; token: string }> => {
    const given = await PurchaseWorld.start('contract-renewal');
    worlds.push(given);
    return { given, token: (await given.under(terms)).token };
  };
  const ask = ({ given, token }: { given: PurchaseWorld; token: string }, { action, args, key }: Recorded) => given.act(token, action, args, key);
  const settled = async (at: { given: PurchaseWorld; token: string }, request: Recorded): Promise<string> => {
    for (;;) {
      const { body } = await ask(at, request);
      if (body.result !== 'running') return body.result as string;
    }
  };
  /** Ben confirms what he is asked. */
  const confirmAll = async ({ given }: { given: PurchaseWorld }): Promise<void> => {
    const { value } = await given.people.ben.get<{ value: ApprovalView[] }>('/api/v1/approvals');
    for (const { id, version } of value) {
      const end = await given.people.ben.post<{ result: string; message: string }>(`/api/v1/approvals/${id}/decision`, {
        version,
        decision: 'confirm',
      });
      expect(end.result, end.message).to.equal('committed');
    }
  };
  const rowsIn = ({ given }: { given: PurchaseWorld }) => ({
    ...allRows(
      join(given.world.folder, 'smart-agents.sqlite'),
      /^SmartAgent(ActionRequest|Execution|ExecutionRecord|ToolCall\w+|Approval\w*|Delegation|ModelCall|EmailDraft)$/,
    ),
    ...allRows(join(given.world.folder, `erp-${alderFinchTenant}.sqlite`), /./),
  });

  it('leaves both databases as the single run does', async () => {
    const single = await start();
    const results: string[] = [];
    for (const request of recorded) results.push(await settled(single, request));
    expect(results).to.deep.equal(['done', 'done', 'done', 'pending_approval', 'refused', 'refused', 'refused']);
    await confirmAll(single);

    const storm = await start();
    const random = seeded(20_261_127);
    const replay = async (): Promise<void> => {
      const thrice = shuffled([...recorded, ...recorded, ...recorded], random);
      await Promise.all(thrice.map((request) => (random() < 0.4 ? sendAndDrop(storm.given, storm.token, request) : ask(storm, request))));
    };
    for (const request of recorded) {
      await sendAndDrop(storm.given, storm.token, request);
      await settled(storm, request);
    }
    await replay();
    await confirmAll(storm);
    await replay();
    for (const request of recorded) await settled(storm, request);

    const [expected, found] = [rowsIn(single), rowsIn(storm)];
    expect(Object.keys(found)).to.include.members(['SmartAgentActionRequest', 'SmartAgentApproval', 'PurchaseContractRenewal']);
    for (const [table, rows] of Object.entries(expected)) expect(found[table], table).to.deep.equal(rows);
    expect(expected['SmartAgentActionRequest']).to.have.length(recorded.length);
  });
});
