import { expect } from 'chai';
import fc from 'fast-check';
import { lifecycles } from '../../src/domain/agent-lifecycle.ts';
import {
  agentObstacle,
  agentScopes,
  credentialObstacle,
  credentialState,
  decideToken,
  type CallingAgent,
  type NamedDelegation,
  type TokenFacts,
} from '../../src/domain/agent-token.ts';

const active: CallingAgent = { kind: 'external', lifecycle: 'active' };
const now = '2026-03-01T12:00:00.000Z';

const anyFacts: fc.Arbitrary<TokenFacts> = fc.record({
  agent: fc.option(fc.record({ kind: fc.constantFrom('assistant', 'external', 'other'), lifecycle: fc.constantFrom(...lifecycles) })),
  requested: fc.array(fc.constantFrom(agentScopes.read, agentScopes.act, 'openid', ''), { maxLength: 3 }),
  delegation: fc.constantFrom<NamedDelegation>('usable', 'unusable', 'none'),
});

describe('what an external agent proves itself with', () => {
  it('counts until its end and until it is revoked', () => {
    const [before, later] = ['2026-03-01T11:59:59.999Z', '2026-03-01T12:00:00.001Z'];
    expect(credentialState({ expiresAt: later, revokedAt: null }, now)).to.equal('live');
    expect(credentialState({ expiresAt: now, revokedAt: null }, now)).to.equal('expired');
    expect(credentialState({ expiresAt: later, revokedAt: before }, now)).to.equal('revoked');
    expect(['live', 'expired', 'revoked', null].map((state) => credentialObstacle(state as 'live' | null))).to.deep.equal([
      null,
      'The credential is expired.',
      'The credential is revoked.',
      'The credential is not known.',
    ]);
  });

  it('is heard for an active external agent only', () => {
    expect(agentObstacle(active)).to.equal(null);
    expect(agentObstacle(null)).to.equal('There is no such agent.');
    expect(agentObstacle({ kind: 'assistant', lifecycle: 'active' })).to.equal('The agent works in the panel only.');
    for (const lifecycle of lifecycles.filter((one) => one !== 'active'))
      expect(agentObstacle({ kind: 'external', lifecycle })).to.equal(`The agent is ${lifecycle}.`);
  });
});

describe('a token request of an external agent', () => {
  const scopesOf = (facts: Partial<TokenFacts>): unknown => {
    const decision = decideToken({ agent: active, requested: [], delegation: 'none', ...facts });
    return decision.kind === 'granted' ? decision.scopes : decision.error;
  };

  it('gets what it asks for, or all there is if it does not say; acting needs a delegation', () => {
    const { read, act } = agentScopes;
    expect(scopesOf({})).to.deep.equal([read]);
    expect(scopesOf({ delegation: 'usable' })).to.deep.equal([read, act]);
    expect(scopesOf({ delegation: 'usable', requested: [act] })).to.deep.equal([act]);
    expect(scopesOf({ delegation: 'usable', requested: [read, read] })).to.deep.equal([read]);
    expect(scopesOf({ requested: [read, act] })).to.equal('invalid_scope');
    expect(scopesOf({ requested: ['openid'] })).to.equal('invalid_scope');
    expect(scopesOf({ delegation: 'unusable' })).to.equal('invalid_authorization_details');
    expect(scopesOf({ agent: null })).to.equal('unauthorized_client');
  });

  it('never gets more than its factors allow, whatever it asks for', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const decision = decideToken(facts);
        if (decision.kind === 'refused') return;
        expect(agentObstacle(facts.agent)).to.equal(null);
        expect(facts.delegation).to.not.equal('unusable');
        if (decision.scopes.includes(agentScopes.act)) expect(facts.delegation).to.equal('usable');
        if (facts.requested.length > 0) expect([...decision.scopes].sort()).to.deep.equal([...new Set(facts.requested)].sort());
      }),
    );
  });
});
