import type { ChainRecordType } from '../../domain/log-chain.ts';

/** Where the properties of one kind of record are found in SQL: its row `r`, its link `c`, and what is looked up beside it. */
export interface FeedSource {
  readonly table: string;
  /** When the record was written. */
  readonly instant: string;
  readonly joins: string;
  readonly fields: Readonly<Record<string, string>>;
}

const execution = (of: string): string => `LEFT JOIN "SmartAgentExecution" e ON e."id" = ${of}."executionId" AND e."tenantId" = ${of}."tenantId"`;
const agent = (of: string): string => `LEFT JOIN "SmartAgent" g ON g."id" = ${of}."agentId"`;

const common = { executionReference: 'e."reference"', companyName: 'e."companyName"', agentName: 'g."name"' } as const;

const ofRow = (...columns: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(columns.map((column) => [column, `r."${column}"`]));

/** The three kinds of records that have a position. */
export const feedSources: Readonly<Record<ChainRecordType, FeedSource>> = {
  attempt: {
    table: 'SmartAgentToolCallLog',
    instant: 'r."attemptedAt"',
    joins: `${execution('r')} ${agent('r')} LEFT JOIN "SmartAgentVersion" v ON v."id" = r."agentVersionId"`,
    fields: {
      ...{ ...common, at: 'r."attemptedAt"', userId: 'r."subjectId"', agentVersion: 'COALESCE(v."number", 0)', approverId: 'r."approverSubjectId"' },
      ...ofRow('id', 'toolCallId', 'companyId', 'agentId', 'phase', 'sessionId', 'turnId', 'tier', 'model', 'tool', 'operation', 'arguments'),
      ...ofRow('decision', 'layer', 'rule', 'basis', 'delegationId', 'approvalId', 'recheck'),
    },
  },
  outcome: {
    table: 'SmartAgentToolCallOutcome',
    instant: 'r."finishedAt"',
    joins: `LEFT JOIN "SmartAgentToolCallLog" a ON a."id" = r."attemptId" ${execution('a')} ${agent('a')}`,
    fields: {
      ...{ ...common, at: 'r."finishedAt"', userId: 'a."subjectId"', toolCallId: 'a."toolCallId"', companyId: 'a."companyId"' },
      ...{ agentId: 'a."agentId"', tool: 'a."tool"', operation: 'a."operation"', phase: 'a."phase"' },
      ...ofRow('id', 'attemptId', 'outcome', 'layer', 'message', 'dataScope', 'records', 'mayBePartial', 'truncated', 'inputTokens', 'outputTokens'),
      ...ofRow('credits', 'durationMs', 'correlationId'),
    },
  },
  decision: {
    table: 'SmartAgentApprovalDecision',
    instant: 'r."decidedAt"',
    joins: `${execution('r')} ${agent('e')}`,
    fields: {
      ...{ ...common, at: 'r."decidedAt"', userId: 'r."subjectId"', companyId: 'e."companyId"', agentId: 'e."agentId"' },
      ...ofRow('id', 'approvalId', 'version', 'toolCallId', 'decision', 'outcomeHash'),
    },
  },
};
