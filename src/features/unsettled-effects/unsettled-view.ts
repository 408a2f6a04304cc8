import type { RecordRef } from '../../contracts/approvals.ts';
import type { UnsettledEffect } from '../../contracts/unsettled-effects.ts';
import { settleableFrom } from '../../domain/settling.ts';
import type { InterruptedCommit } from '../gateway/index.ts';

/** What a view needs and the rows do not have. */
export interface EffectNames extends Pick<UnsettledEffect, 'executionReference' | 'company' | 'requestedBy' | 'confirmedBy' | 'correlationId'> {
  readonly agentName: string;
  readonly toolTitle: string;
  readonly horizonMillis: number;
  readonly maySettle: boolean;
  /** Null for whoever it was not to be made for. */
  readonly preview: UnsettledEffect['preview'];
}

/** A change of which nobody knows whether it was made, as it is shown. */
export const unsettledView = ({ row, attempt }: InterruptedCommit, names: EffectNames): UnsettledEffect => ({
  approvalId: row.id,
  tool: { name: row.tool, title: names.toolTitle },
  agent: { id: row.agentId, name: names.agentName },
  executionReference: names.executionReference,
  company: names.company,
  requestedBy: names.requestedBy,
  confirmedBy: names.confirmedBy,
  amount: row.amount !== null && row.currency !== null ? { value: row.amount, currency: row.currency } : null,
  effectKey: row.effectKey,
  supportingRecords: JSON.parse(row.sourceRecords) as RecordRef[],
  attemptedAt: attempt.attemptedAt,
  clientRequestId: row.toolCallId,
  correlationId: names.correlationId,
  settleableFrom: settleableFrom({ attemptedAt: attempt.attemptedAt, horizonMillis: names.horizonMillis }),
  maySettle: names.maySettle,
  preview: names.preview,
});
