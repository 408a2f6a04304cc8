import { expect } from 'chai';
import { agentFacts, agentsToAsk, askedFacts } from '../../src/features/gateway/agent-facts.ts';
import type { CallScope } from '../../src/features/gateway/index.ts';
import type { TenantSettings } from '../../src/features/settings/index.ts';
import { askAgent } from '../../src/features/tools/index.ts';

const linked = (agents?: readonly string[]) => ({
  tool: askAgent.name,
  ask: false,
  rowLimit: null,
  allowedOperations: ['read'],
  ...(agents && { agents }),
});
const version = (agents?: readonly string[]) => ({ id: 'v', number: 1, configuration: { autonomy: 'ask', toolLinks: [linked(agents)] } });
const agent = (id: string, name: string, more: object = {}) => [
  id,
  {
    id,
    name,
    kind: 'assistant',
    lifecycle: 'active',
    allowedUsers: new Set(['ben']),
    templateId: null,
    businessUnitId: null,
    current: version(),
    ...more,
  },
];

/** A tenant in which Seller may ask, by the links of its version, its present one and its template. */
const tenant = (now?: readonly string[], template?: readonly string[]): TenantSettings =>
  ({
    agents: new Map([
      agent('s', 'Seller', { templateId: 'ts', current: version(now) }),
      agent('p', 'Planner', { templateId: 'tp' }),
      agent('r', 'Reader'),
    ] as never),
    templates: new Map([
      ['ts', { id: 'ts', key: 'selling', links: [linked(template)] }],
      ['tp', { id: 'tp', key: 'planning', links: [] }],
    ]),
    services: new Map(),
    businessUnits: new Map(),
    tools: new Map([[askAgent.name, { enabled: true }]]),
  }) as unknown as TenantSettings;

const scope = (more: object = {}): CallScope =>
  ({
    ...{ sessionId: 'session', agentId: 's', version: version(), person: { oid: 'ben' }, subject: { id: 'b' }, company: { id: 'c' }, parents: [] },
    ...more,
  }) as unknown as CallScope;

describe('the agent that a call asks', () => {
  const asks = (at: CallScope, name?: string, settings = tenant()) => askedFacts(at, settings, { tool: askAgent, asks: name }).asks;

  it('is found by its name in a conversation, and by nobody who acts from outside of one', () => {
    expect(asks(scope(), ' planner ')).to.deep.equal({ agentId: 'p', isAvailable: true });
    expect(asks(scope())).to.deep.equal({ agentId: null, isAvailable: true });
    const outside = scope({ sessionId: null });
    expect([asks(outside, 'Planner'), asks(outside)]).to.deep.equal(Array.from({ length: 2 }, () => ({ agentId: null, isAvailable: false })));
  });

  it('is named by every link, the pinned version’s, the present one’s and the template’s, or told by which it is not', () => {
    const found = { agentId: 'p', isAvailable: true };
    expect(asks(scope({ version: version(['p', 'r']) }), 'Planner', tenant(['p'], ['planning']))).to.deep.equal(found);
    expect(asks(scope({ version: version([]) }), 'Planner', tenant(['p'], ['planning']))).to.deep.equal({ ...found, notNamedBy: 'agent version 1' });
    expect(asks(scope(), 'Planner', tenant(['p'], ['reading']))).to.deep.equal({ ...found, notNamedBy: 'template selling' });
    expect(asks(scope(), 'Reader', tenant(undefined, ['planning']))).to.deep.include({ agentId: 'r', notNamedBy: 'template selling' });
  });

  it('is of those that a model is told it may ask', () => {
    const told = (settings: TenantSettings) => agentsToAsk(settings, scope()).map(({ name }) => name);
    expect(told(tenant())).to.deep.equal(['Seller', 'Planner', 'Reader']);
    expect(told(tenant(undefined, ['planning']))).to.deep.equal(['Planner']);
    expect(told(tenant([], ['planning']))).to.deep.equal([]);
  });

  it('is stopped with the question when a link of whoever asked stops naming it', () => {
    const asked = scope({ agentId: 'p', parents: [{ agentId: 's', version: version() }] });
    const mayAsk = (settings: TenantSettings) => agentFacts(asked, settings).parents?.map((parent) => parent.mayAsk);
    expect([mayAsk(tenant()), mayAsk(tenant(['p'], ['planning'])), mayAsk(tenant(['r']))]).to.deep.equal([[true], [true], [false]]);
  });
});
