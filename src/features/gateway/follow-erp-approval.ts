import { hasLapsed, type ErpApprovalState } from '../../domain/erp-approval.ts';
import { handedOverOf, type ErpApprovalEnd, type ErpApprovalRow, type ErpApprovals, type ProposalRow } from '../approvals/index.ts';
import type { HandedOver } from '../tools/index.ts';
import type { CallScope } from './call-scope.ts';
import { decisionOf } from './decision-record.ts';
import type { GatewayParts } from './gateway-parts.ts';
import type { ErpApprovalFound } from './read-erp-approval.ts';

const nobody: ErpApprovalEnd = { by: null, reason: null };

/** Follows changes that the ERP's own approval workflow took over, to their end. */
export class ErpApprovalFollower {
  constructor(private readonly parts: GatewayParts & { readonly erpApprovals: ErpApprovals }) {}

  /**
   * Looks how one stands, with the person's own rights, and writes down its end; true where it ended now. Of several
   * processes one looks. Where the ERP cannot be asked at this moment, it is looked again later. `scopeOf` null: there is
   * nobody any more in whose name it could be asked.
   */
  async look(row: ErpApprovalRow, proposal: ProposalRow, scopeOf: () => Promise<CallScope | null>): Promise<boolean> {
    const now = this.parts.clock.now();
    if (!(await this.parts.erpApprovals.takeLook(row, now))) return false;
    const scope = await scopeOf();
    if (scope === null) return false;
    const { box } = scope.subject;
    const handedOver = handedOverOf(row, box);
    const found = await this.#found(scope, proposal, handedOver);
    if (found && found.state !== 'waiting') {
      const { state, by, reason } = found;
      return this.#end(scope, { proposal, state, by: by?.subjectId ?? null, said: { by: by?.name ?? null, reason } });
    }
    if (found?.waitingFor && found.waitingFor !== handedOver.approverName) {
      await this.parts.erpApprovals.waitsFor(row, { ...handedOver, approverName: found.waitingFor }, box);
    }
    return hasLapsed(row.since, now) ? this.#end(scope, { proposal, state: 'lapsed', by: null, said: nobody }) : false;
  }

  async #found(scope: CallScope, proposal: ProposalRow, handedOver: HandedOver): Promise<ErpApprovalFound | null> {
    const ran = await this.parts.executor.approvalInErp(handedOver, scope, proposal.toolCallId);
    return ran.kind === 'done' ? ran.value : null;
  }

  /** Writes the end once: the change's state, and a decision in the log that says who decided in the ERP. */
  #end(
    scope: CallScope,
    end: {
      readonly proposal: ProposalRow;
      readonly state: Exclude<ErpApprovalState, 'waiting'>;
      readonly by: string | null;
      readonly said: ErpApprovalEnd;
    },
  ): Promise<boolean> {
    const { proposal, state, by, said } = end;
    const endedAt = this.parts.clock.now().toISOString();
    return this.parts.log.transaction(async (manager) => {
      const sealedEnd = scope.subject.box.seal(JSON.stringify(said));
      if (!(await this.parts.erpApprovals.end(manager, proposal.id, { state, endedAt, deciderSubjectId: by, sealedEnd }))) return false;
      await this.parts.database.apply(manager, decisionOf(this.parts, proposal, { decision: `erp_${state}`, subjectId: by, now: endedAt }));
      return true;
    });
  }
}
