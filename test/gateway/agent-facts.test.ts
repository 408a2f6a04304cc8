import { expect } from 'chai';
import { askedFacts } from '../../src/features/gateway/agent-facts.ts';
import type { CallScope } from '../../src/features/gateway/index.ts';
import type { TenantSettings } from '../../src/features/settings/index.ts';
import { askAgent } from '../../src/features/tools/index.ts';

const planner = { id: 'p', name: 'Planner', kind: 'assistant', lifecycle: 'active', allowedUsers: new Set(['ben']) };
const settings = { agents: new Map([['p', planner]]) } as unknown as TenantSettings;
const scope = (sessionId: string | null): CallScope => ({ sessionId, person: { oid: 'ben' } }) as CallScope;

describe('the agent that a call asks', () => {
  it('is found by its name in a conversation, and by nobody who acts from outside of one', () => {
    const asks = (sessionId: string | null, name?: string) => askedFacts(scope(sessionId), settings, { tool: askAgent, asks: name }).asks;
    expect(asks('s', ' planner ')).to.deep.equal({ agentId: 'p', isAvailable: true });
    expect(asks('s')).to.deep.equal({ agentId: null, isAvailable: true });
    expect([asks(null, 'Planner'), asks(null)]).to.deep.equal(Array.from({ length: 2 }, () => ({ agentId: null, isAvailable: false })));
  });
});
