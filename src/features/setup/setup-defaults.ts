import { SmartAgentSetup, SmartAgentToolConfig } from '../../../entities/index.ts';
import { insert, type Write } from '../../kernel/database.ts';
import type { Tool } from '../tools/index.ts';

/** The write that gives a tenant its defaults: agents ask, the log is kept a year, no daily limit. */
export const setupWrite = (tenantId: string, now: string): Write =>
  insert(SmartAgentSetup, {
    tenantId,
    defaultTier: 'smart',
    defaultAutonomy: 'ask',
    logRetentionDays: 365,
    transcriptRetentionDays: 90,
    dailyUserCredits: null,
    approvalMinutes: 1440,
    // Statements for a dozen customers, three calls each, fit into one turn.
    maxToolCallsPerTurn: 40,
    bindingWithoutAsk: '[]',
    agentRequestsPerMinute: 120,
    idempotencyKeyHours: 24,
    revision: 1,
    updatedAt: now,
  });

const defaultRowLimit = 200;
const price = { read: '0.0500', write: '0.1000' } as const;

/** The write that gives a tenant a tool as it ships: enabled, with the one operation it offers. */
export const toolConfigWrite = (tool: Tool, at: { readonly id: string; readonly tenantId: string; readonly now: string }): Write =>
  insert(SmartAgentToolConfig, {
    id: at.id,
    tenantId: at.tenantId,
    tool: tool.name,
    enabled: true,
    allowedOperations: JSON.stringify([tool.operation]),
    rowLimit: defaultRowLimit,
    creditPrice: price[tool.kind],
    revision: 1,
    updatedAt: at.now,
  });
