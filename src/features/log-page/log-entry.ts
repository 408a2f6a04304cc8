import { toolCallLogEntrySchema, type ToolCallLogEntry } from '../../contracts/tool-call-log.ts';
import { erasedName } from '../subjects/index.ts';
import { dataScopeWords } from './data-scope.ts';
import type { LogRow } from './log-store.ts';
import type { NamesById } from './name-filter.ts';

/** The properties of an entry, in the order in which they are served and exported; taken from the contract, so that none can be forgotten. */
export const entryProperties = Object.keys(toolCallLogEntrySchema.shape) as readonly (keyof ToolCallLogEntry)[];

/** The ids of the people a row is about. */
export const peopleOf = (row: LogRow): readonly string[] => [row['userId'], row['approverId']].flatMap((id) => (typeof id === 'string' ? [id] : []));

const text = (row: LogRow, name: string): string => String(row[name] ?? '');
const optionalText = (row: LogRow, name: string): string | null => {
  const value = row[name] ?? null;
  return value === null ? null : String(value);
};
const optionalNumber = (row: LogRow, name: string): number | null => {
  const value = row[name] ?? null;
  return value === null ? null : Number(value);
};
const optionalFlag = (row: LogRow, name: string): boolean | null => {
  const value = row[name] ?? null;
  return value === null ? null : Boolean(value);
};

/** A row as the wire has it: people by name, the data scope in words. */
export const logEntry = (row: LogRow, names: NamesById): ToolCallLogEntry => {
  const approver = optionalText(row, 'approverId');
  return {
    id: text(row, 'id'),
    attemptedAt: text(row, 'attemptedAt'),
    toolCallId: text(row, 'toolCallId'),
    phase: text(row, 'phase') as ToolCallLogEntry['phase'],
    executionReference: text(row, 'executionReference'),
    sessionId: optionalText(row, 'sessionId'),
    turnId: optionalText(row, 'turnId'),
    userId: text(row, 'userId'),
    userName: names.get(text(row, 'userId')) ?? erasedName,
    companyId: text(row, 'companyId'),
    companyName: text(row, 'companyName'),
    agentId: text(row, 'agentId'),
    agentName: text(row, 'agentName'),
    agentVersion: Number(row['agentVersion']),
    tier: text(row, 'tier'),
    model: text(row, 'model'),
    tool: text(row, 'tool'),
    operation: text(row, 'operation'),
    arguments: text(row, 'arguments'),
    decision: text(row, 'decision') as ToolCallLogEntry['decision'],
    layer: text(row, 'layer'),
    rule: text(row, 'rule'),
    basis: JSON.parse(text(row, 'basis')) as ToolCallLogEntry['basis'],
    delegationId: text(row, 'delegationId'),
    approvalId: optionalText(row, 'approvalId'),
    approverName: approver === null ? null : (names.get(approver) ?? erasedName),
    outcome: text(row, 'outcome') as ToolCallLogEntry['outcome'],
    outcomeAt: optionalText(row, 'outcomeAt'),
    outcomeMessage: optionalText(row, 'outcomeMessage'),
    dataScope: dataScopeWords(optionalText(row, 'dataScope')),
    records: optionalNumber(row, 'records'),
    mayBePartial: optionalFlag(row, 'mayBePartial'),
    inputTokens: optionalNumber(row, 'inputTokens'),
    outputTokens: optionalNumber(row, 'outputTokens'),
    credits: optionalText(row, 'credits'),
    durationMs: optionalNumber(row, 'durationMs'),
    position: optionalNumber(row, 'position'),
  };
};
