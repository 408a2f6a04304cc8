import { randomUUID } from 'node:crypto';
import type { AttemptRecord } from '../src/features/audit/index.ts';

const fixed = randomUUID();

const facts = JSON.stringify({
  ruleSet: 1,
  now: '2026-11-20T09:00:00.000Z',
  phase: 'read',
  call: { tool: 'read_vendor', known: true, argumentsValid: true, operation: 'read', commitment: null, ordinal: 1, maxPerTurn: 40 },
  agent: { lifecycle: 'active', autonomies: ['ask', 'ask'], userMayUse: true },
  links: ['agent version 1', 'template vendor-360-view'].map((source) => ({ source, linked: true, ask: false, allowedOperations: ['read'] })),
  config: { enabled: true, allowedOperations: ['read'] },
  delegation: { id: fixed, state: 'active', coversTool: true, coversCompany: true },
  executeGrant: false,
  bindingMayRun: false,
  budget: { limit: null, spent: '0', price: '0.0500' },
  untrustedText: false,
  approval: null,
  priorEffect: 'none',
});

const basis = JSON.stringify([{ layer: 'autonomy', rule: 'reads-run', setting: 'agent autonomy', message: 'Looking things up is allowed.' }]);

/** A new attempt as a read of a vendor leaves it, about two kilobytes. */
export const sampleAttempt = (): AttemptRecord => ({
  id: randomUUID(),
  tenantId: fixed,
  attemptedAt: '2026-11-20T09:00:00.000Z',
  toolCallId: randomUUID(),
  phase: 'read',
  executionId: fixed,
  sessionId: fixed,
  turnId: fixed,
  subjectId: fixed,
  companyId: fixed,
  agentId: fixed,
  agentVersionId: fixed,
  delegationId: fixed,
  tier: 'smart',
  model: 'scripted',
  tool: 'read_vendor',
  operation: 'read',
  arguments: '{"vendorNumber":"V-1042"}',
  decision: 'run',
  layer: 'autonomy',
  rule: 'reads-run',
  basis,
  facts,
  price: '0',
  approvalId: null,
  approverSubjectId: null,
  recheck: null,
  effectKey: null,
});
