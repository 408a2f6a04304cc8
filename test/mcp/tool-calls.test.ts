import { expect } from 'chai';
import type { ActionRequest } from '../../src/contracts/agent-actions.ts';
import type { Offer } from '../../src/features/agent-actions/index.ts';
import type { ExternalAgent } from '../../src/features/external-agents/index.ts';
import { assertNamesAreFree, OpenCalls, ToolCalls } from '../../src/features/mcp/index.ts';
import { shippedTools } from '../../src/features/tools/index.ts';
import { AppError } from '../../src/kernel/errors.ts';

const [alder, birch] = ['0b7d6a2e-1111-4222-8333-444455556666', '0b7d6a2e-7777-4222-8333-444455556666'];
const delegation = '0b7d6a2e-8888-4222-8333-444455556666';
const bound: ExternalAgent = { tenantId: 't', agentId: 'a', clientId: 'c', credentialId: null, delegationId: delegation, scopes: ['agent.act'] };
const unbound = { ...bound, delegationId: null };
const never = new AbortController().signal;
const stopping = { cancelled: never, unheard: never };

describe('tools over MCP', () => {
  const asked: { wanted: ActionRequest; key: string | undefined }[] = [];
  const offered: (string | null)[] = [];
  let offer: Offer = { tools: shippedTools, companies: [] };
  const calls = new ToolCalls({
    offers: {
      offer: async (_agent, id) => {
        offered.push(id);
        return offer;
      },
    },
    actions: {
      act: async (_agent, wanted, { key }) => {
        asked.push({ wanted, key });
        const answer = {
          result: 'running' as const,
          execution: 'EX-1',
          toolCallId: 'x',
          action: wanted.action,
          line: 'It is being done.',
          poll: '/p',
        };
        return { answer, isReplayed: false };
      },
    },
    withdrawals: { withdraw: () => Promise.reject(new Error('nothing is withdrawn here')) },
    runs: { view: () => Promise.reject(new Error('nobody asks')) },
  });
  beforeEach(() => void (asked.length = offered.length = 0));

  it('take the company among their arguments where the delegation covers several, and only there', async () => {
    const companyOf = async (): Promise<unknown> => {
      const [first] = await calls.list(bound, undefined);
      return { property: first?.inputSchema.properties?.['company'], isRequired: first?.inputSchema.required?.includes('company') ?? false };
    };
    offer = { tools: shippedTools, companies: [{ id: alder, name: null }] };
    expect(await companyOf()).to.deep.equal({ property: undefined, isRequired: false });
    offer = {
      tools: shippedTools,
      companies: [
        { id: alder, name: 'Alder' },
        { id: birch, name: null },
      ],
    };
    const description = `The company to act in. ${alder}: Alder; ${birch}: name not known.`;
    expect(await companyOf()).to.deep.equal({ property: { type: 'string', enum: [alder, birch], description }, isRequired: true });
  });

  it('are called with the company told apart from the arguments; what is no company stays among them', async () => {
    await calls.call(bound, { name: 'read_items', arguments: { company: birch, limit: 3 } }, stopping);
    await calls.call(bound, { name: 'read_items', arguments: { company: 'Birch' } }, stopping);
    expect(asked.map(({ wanted }) => wanted)).to.deep.equal([
      { action: 'read_items', arguments: { limit: 3 }, company: birch },
      { action: 'read_items', arguments: { company: 'Birch' } },
    ]);
  });

  it('are called with the key, the run and the delegation that _meta names; other prefixes are not ours', async () => {
    const _meta = { 'smart-agents/idempotencyKey': 'k-1', 'smart-agents/execution': 'EX-1', 'smart-agents/delegation': delegation, 'other/key': 1 };
    await calls.call(unbound, { name: 'read_items', _meta }, stopping);
    expect(asked).to.deep.equal([{ wanted: { action: 'read_items', arguments: {}, execution: 'EX-1', delegation }, key: 'k-1' }]);
  });

  it('refuse a key that is none before anything is asked for', async () => {
    for (const key of ['', 'two words', 'x'.repeat(201)]) {
      const fault = await calls.call(bound, { name: 'read_items', _meta: { 'smart-agents/idempotencyKey': key } }, stopping).catch((e: unknown) => e);
      expect(fault, key).to.be.instanceOf(AppError).and.to.have.property('code', 'bad_request');
    }
    expect(asked).to.deep.equal([]);
  });

  it('are listed for the delegation of the token, or for the one a request names where its token can name none', async () => {
    await calls.list(bound, undefined);
    await calls.list(unbound, { 'smart-agents/delegation': delegation });
    await calls.list(unbound, undefined);
    expect(offered).to.deep.equal([delegation, delegation, null]);
    const other = await calls.list(bound, { 'smart-agents/delegation': alder }).catch((e: unknown) => e);
    expect(other).to.be.instanceOf(AppError).and.to.have.property('code', 'unprocessable');
  });

  it('are told as no error while they are under way', async () => {
    const { isError, content } = await calls.call(bound, { name: 'read_items' }, stopping);
    expect(isError).to.equal(false);
    expect(content[0]).to.deep.equal({ type: 'text', text: 'It is being done. Ask get_execution with execution EX-1 what came of it.' });
  });

  it('of this program leave the names alone that MCP clients know as ours', () => {
    expect(() => assertNamesAreFree(shippedTools)).to.not.throw();
    const [first] = shippedTools;
    expect(() => assertNamesAreFree([{ ...first!, name: 'get_execution' }])).to.throw('get_execution');
  });
});

describe('open calls', () => {
  const at = { caller: 'agent', session: 's', requestId: 1 };

  it('are cancelled by their own client in its own session, under their own id, while they are open', async () => {
    const open = new OpenCalls();
    const cancelled: number[] = [];
    await open.during(
      at,
      () => void cancelled.push(1),
      async () => {
        for (const other of [{ caller: 'other' }, { session: 'other' }, { session: null }, { requestId: '1' }]) open.cancel({ ...at, ...other });
        expect(cancelled).to.deep.equal([]);
        open.cancel(at);
      },
    );
    open.cancel(at);
    expect(cancelled).to.deep.equal([1]);
  });

  it('of a client without a session are not to be cancelled', async () => {
    const open = new OpenCalls();
    const nowhere = { ...at, session: null };
    let isCancelled = false;
    await open.during(
      nowhere,
      () => void (isCancelled = true),
      async () => open.cancel(nowhere),
    );
    expect(isCancelled).to.equal(false);
  });
});
