import fc from 'fast-check';
import type { LinkFacts, ToolCallFacts } from '../../src/domain/tool-call.ts';
import type { Decider, MatchedRule } from '../../src/domain/approval-rule.ts';
import { autonomies, operations } from '../../src/domain/vocabulary.ts';
import { lifecycles } from '../../src/domain/agent-lifecycle.ts';

/** A link that allows everything a test does. */
export const link = (change: Partial<LinkFacts> = {}): LinkFacts => ({
  source: 'template t',
  linked: true,
  ask: false,
  allowedOperations: ['read', 'create'],
  ...change,
});

/** Facts on which a read runs. */
export const base: ToolCallFacts = {
  ruleSet: 2,
  now: '2026-11-21T10:00:00.000Z',
  phase: 'read',
  call: { tool: 'look', known: true, argumentsValid: true, operation: 'read', commitment: null, ordinal: 1, maxPerTurn: 5 },
  agent: { lifecycle: 'active', autonomies: ['execute'], userMayUse: true },
  links: [link()],
  config: { enabled: true, allowedOperations: ['read', 'create'] },
  delegation: { id: 'd', state: 'active', coversTool: true, coversCompany: true },
  stake: null,
  limits: [],
  rules: [],
  executeGrant: true,
  bindingMayRun: false,
  budget: { limit: null, spent: '0', price: '0' },
  untrustedText: false,
  approval: null,
  priorEffect: 'none',
};
/** The same on the way to a draft, which runs too. */
export const write = (change: Partial<ToolCallFacts> = {}): ToolCallFacts => ({
  ...base,
  phase: 'prepare',
  call: { ...base.call, tool: 'order', operation: 'create', commitment: 'draft' },
  ...change,
});
/** The user whose authority is used, deciding herself. */
export const requester: Decider = { subjectId: 'clara', mayApprove: false, isRequester: true, isResponsible: true, mayReadRecords: true };
/** Somebody else, who may approve. */
export const second: Decider = { subjectId: 'marta', mayApprove: true, isRequester: false, isResponsible: false, mayReadRecords: true };

/** What a change puts at stake. */
export const stake = { amount: { value: '500', currency: 'EUR' }, conditions: [] };
/** A rule that asks above an amount. */
export const rule = (approver: MatchedRule['approver'] = { kind: 'responsible' }): MatchedRule => ({
  ...{ layer: 'policy', setting: 'tenant policy', name: 'Dear orders', when: { kind: 'amount-above', amount: '400', currency: 'EUR' }, approver },
});

const anyLink = fc.record({
  source: fc.constant('s'),
  linked: fc.boolean(),
  ask: fc.boolean(),
  allowedOperations: fc.subarray([...operations]),
});
const anyLimit = fc.record({
  kind: fc.constantFrom('per-action' as const, 'cumulative' as const),
  limit: fc.constantFrom('0', '500', '1000'),
  currency: fc.constantFrom('EUR', 'USD'),
  period: fc.constantFrom(null, 'month' as const, 'whole' as const),
  used: fc.constantFrom('0', '500', '501'),
  stake: fc.constantFrom(null, stake.amount),
});
const anyApprover: fc.Arbitrary<MatchedRule['approver']> = fc.oneof(
  fc.constant({ kind: 'responsible' as const }),
  fc.subarray(['marta', 'noor']).map((people) => ({ kind: 'second-person' as const, people })),
  fc.subarray(['marta', 'noor']).map((otherwise) => ({ kind: 'approval-user-setup' as const, amounts: 'purchase' as const, otherwise })),
);
const anySetupLine = fc.record({
  subjectId: fc.constantFrom(null, 'clara', 'marta', 'noor'),
  substituteSubjectId: fc.constantFrom(null, 'clara', 'noor'),
  isOwnApprover: fc.boolean(),
  limits: fc.record({ purchase: fc.constantFrom(null, '0', '100', '500', '1000'), sales: fc.constant('0'), request: fc.constant('0') }),
  etag: fc.constant('W/"1"'),
});
const anySetup = fc.record({
  state: fc.constantFrom('read' as const, 'read' as const, 'absent' as const, 'denied' as const),
  currency: fc.constantFrom('EUR', 'EUR', 'USD', null),
  chain: fc.array(anySetupLine, { maxLength: 3 }),
});
/** Anything that may be at stake. */
export const anyStake = fc.record(
  { amount: fc.constantFrom(null, stake.amount), conditions: fc.subarray(['restricted']), approvalSetup: anySetup },
  { requiredKeys: ['amount', 'conditions'] },
);
const anyDecider: fc.Arbitrary<Decider> = fc.record({
  subjectId: fc.constantFrom('clara', 'marta', 'noor'),
  mayApprove: fc.boolean(),
  isRequester: fc.boolean(),
  isResponsible: fc.boolean(),
  mayReadRecords: fc.boolean(),
});
/** Any facts at all. */
export const anyFacts: fc.Arbitrary<ToolCallFacts> = fc.record({
  ruleSet: fc.constant(2 as const),
  now: fc.constant(base.now),
  phase: fc.constantFrom('read' as const, 'prepare' as const, 'commit' as const),
  call: fc.record({
    tool: fc.constant('t'),
    known: fc.boolean(),
    argumentsValid: fc.boolean(),
    operation: fc.constantFrom(null, ...operations),
    commitment: fc.constantFrom(null, 'draft' as const, 'binding' as const),
    ordinal: fc.integer({ min: 1, max: 4 }),
    maxPerTurn: fc.integer({ min: 1, max: 4 }),
  }),
  agent: fc.record({ lifecycle: fc.constantFrom(...lifecycles), autonomies: fc.subarray([...autonomies]), userMayUse: fc.boolean() }),
  links: fc.array(anyLink, { maxLength: 3 }),
  config: fc.option(fc.record({ enabled: fc.boolean(), allowedOperations: fc.subarray([...operations]) })),
  delegation: fc.record({
    id: fc.constant('d'),
    state: fc.constantFrom(
      'active' as const,
      'revoked' as const,
      'expired' as const,
      'not-yet-valid' as const,
      'needs-sign-in' as const,
      'delegator-inactive' as const,
    ),
    coversTool: fc.boolean(),
    coversCompany: fc.boolean(),
  }),
  stake: fc.option(anyStake),
  limits: fc.array(anyLimit, { maxLength: 2 }),
  rules: fc.array(anyApprover.map(rule), { maxLength: 2 }),
  executeGrant: fc.boolean(),
  bindingMayRun: fc.boolean(),
  budget: fc.record(
    {
      limit: fc.constantFrom(null, '0', '1'),
      spent: fc.constantFrom('0', '0.5', '1'),
      price: fc.constantFrom('0', '0.1'),
      agent: fc.array(
        fc.record({
          period: fc.constantFrom('day' as const, 'month' as const),
          limit: fc.constantFrom('0', '1'),
          spent: fc.constantFrom('0', '0.9', '1'),
        }),
        { maxLength: 2 },
      ),
    },
    { requiredKeys: ['limit', 'spent', 'price'] },
  ),
  untrustedText: fc.boolean(),
  approval: fc.option(
    fc.record({
      id: fc.constant('a'),
      state: fc.constantFrom('confirmed' as const, 'none' as const, 'rejected' as const, 'decided' as const),
      expiresAt: fc.constantFrom('2020-01-01', '2030-01-01'),
      sameOutcome: fc.boolean(),
      decider: fc.option(anyDecider),
    }),
  ),
  priorEffect: fc.constantFrom('none' as const, 'pending' as const, 'done' as const, 'unknown' as const),
});
