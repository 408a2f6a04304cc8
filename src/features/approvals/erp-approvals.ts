import { In, LessThanOrEqual, type EntityManager } from 'typeorm';
import { SmartAgentErpApproval } from '../../../entities/index.ts';
import { erpApprovalLine, nextLookAt, type ErpApprovalState } from '../../domain/erp-approval.ts';
import { insert, update, type Database, type Row, type Write } from '../../kernel/database.ts';
import type { SecretBox } from '../../kernel/secret-box.ts';
import type { HandedOver } from '../tools/index.ts';
import type { ProposalRow } from './approvals.ts';

/** A handed-over change as it is stored. */
export type ErpApprovalRow = Row<SmartAgentErpApproval>;

/** Who decided in the ERP, as the ERP names her, and what she said; null where it does not tell. */
export interface ErpApprovalEnd {
  readonly by: string | null;
  readonly reason: string | null;
}

/** A handed-over change as people may see it. */
export interface ErpApprovalTold extends ErpApprovalEnd {
  readonly approvalId: string;
  readonly documentNumber: string;
  readonly documentName: string;
  readonly state: ErpApprovalState;
  readonly since: string;
  /** Whom the ERP asks at this moment; null where it asks nobody any more. */
  readonly waitingFor: string | null;
  readonly endedAt: string | null;
}

/** The write that keeps that a change was handed over; it goes with the outcome of its commit. */
export const handedOverWrite = (
  row: Pick<ProposalRow, 'id' | 'tenantId' | 'executionId'>,
  handedOver: HandedOver,
  at: { box: SecretBox; now: Date },
): Write =>
  insert(SmartAgentErpApproval, {
    ...{ id: row.id, tenantId: row.tenantId, executionId: row.executionId },
    sealedHandedOver: at.box.seal(JSON.stringify(handedOver)),
    ...{ state: 'waiting', since: at.now.toISOString(), lookAt: nextLookAt(0, at.now), looks: 0 },
    ...{ endedAt: null, deciderSubjectId: null, sealedEnd: null, untold: false },
  });

/** The write that goes with the telling of how it ended. */
export const erpApprovalToldWrite = ({ id }: Pick<ErpApprovalRow, 'id'>): Write => update(SmartAgentErpApproval, { id }, { untold: false });

/** What was handed over. */
export const handedOverOf = (row: Pick<ErpApprovalRow, 'sealedHandedOver'>, box: SecretBox): HandedOver =>
  JSON.parse(box.open(row.sealedHandedOver)) as HandedOver;

/** A handed-over change with its names opened. */
export const erpApprovalTold = (row: ErpApprovalRow, box: SecretBox): ErpApprovalTold => {
  const { documentNumber, documentName, approverName } = handedOverOf(row, box);
  const end = row.sealedEnd === null ? { by: null, reason: null } : (JSON.parse(box.open(row.sealedEnd)) as ErpApprovalEnd);
  const state = row.state as ErpApprovalState;
  return {
    ...{ approvalId: row.id, documentNumber, documentName, state, since: row.since, endedAt: row.endedAt },
    ...{ waitingFor: state === 'waiting' ? approverName : null, by: end.by, reason: end.reason },
  };
};

/** How it ended, in a sentence. */
export const erpApprovalEndLine = ({ documentName, state, by, reason }: ErpApprovalTold): string =>
  state === 'waiting' ? '' : `${erpApprovalLine(documentName, state, by)}${reason === null ? '' : ` Reason: ${reason}`}`;

/** Changes that the ERP's approval workflow took over. Every change of state names the state it expects, so that of two who look one writes. */
export class ErpApprovals {
  constructor(private readonly database: Database) {}

  /** Those that are to be looked at by now. */
  due(now: string, take: number): Promise<ErpApprovalRow[]> {
    const where = { state: 'waiting', lookAt: LessThanOrEqual(now) };
    return this.database.reader.find(SmartAgentErpApproval, { where, order: { lookAt: 'ASC' }, take });
  }

  /** Those that ended and of which nobody was told. */
  untold(take: number): Promise<ErpApprovalRow[]> {
    return this.database.reader.find(SmartAgentErpApproval, { where: { untold: true }, order: { endedAt: 'ASC' }, take });
  }

  /** All of an execution, as the reader or a transaction sees them. */
  ofExecution(executionId: string, manager: EntityManager = this.database.reader): Promise<ErpApprovalRow[]> {
    return manager.find(SmartAgentErpApproval, { where: { executionId }, order: { since: 'ASC' } });
  }

  /** Those of these executions that wait. */
  waitingOf(executionIds: readonly string[]): Promise<ErpApprovalRow[]> {
    return this.database.reader.find(SmartAgentErpApproval, {
      where: { executionId: In([...executionIds]), state: 'waiting' },
      order: { since: 'ASC' },
    });
  }

  /** Takes the next look for oneself; false where another process has taken it, or it ended. */
  async takeLook({ id, looks }: ErpApprovalRow, now: Date): Promise<boolean> {
    return this.database.transaction(async (manager) => {
      const next = { looks: looks + 1, lookAt: nextLookAt(looks + 1, now) };
      return (await manager.update(SmartAgentErpApproval, { id, looks, state: 'waiting' }, next)).affected === 1;
    });
  }

  /** Keeps whom it waits for now. */
  async waitsFor(row: ErpApprovalRow, handedOver: HandedOver, box: SecretBox): Promise<void> {
    await this.database.commit([
      update(SmartAgentErpApproval, { id: row.id, state: 'waiting' }, { sealedHandedOver: box.seal(JSON.stringify(handedOver)) }),
    ]);
  }

  /** Ends it in a transaction; false where it had ended. */
  async end(manager: EntityManager, id: string, end: Pick<ErpApprovalRow, 'state' | 'endedAt' | 'deciderSubjectId' | 'sealedEnd'>): Promise<boolean> {
    return (await manager.update(SmartAgentErpApproval, { id, state: 'waiting' }, { ...end, untold: true })).affected === 1;
  }
}
