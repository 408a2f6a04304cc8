import type { AgentExecution, WithdrawRequest } from '../../contracts/agent-actions.ts';
import { AppError, notFound } from '../../kernel/errors.ts';
import type { Approvals, ProposalRow } from '../approvals/index.ts';
import type { ExternalAgent } from '../external-agents/index.ts';
import type { ActionRequests } from './action-requests.ts';
import type { OutsideRuns } from './outside-runs.ts';
import type { RunViews } from './run-view.ts';

/** What withdrawals by agents work with. */
export interface WithdrawalParts {
  readonly requests: ActionRequests;
  readonly approvals: Approvals;
  readonly outsideRuns: OutsideRuns;
  readonly runs: RunViews;
}

/** External agents take back what they proposed themselves and nobody has decided on yet. */
export class Withdrawals {
  constructor(private readonly parts: WithdrawalParts) {}

  /**
   * Withdraws what waits in a run of the agent's own: all of it, or one action. Asked again, it answers the run as it
   * stands. Throws `not_found` (run, action) and `conflict` where nothing of it waits any more and nothing was withdrawn.
   */
  async withdraw(agent: ExternalAgent, reference: string, { action, reason }: WithdrawRequest): Promise<AgentExecution> {
    await this.parts.runs.view(agent, reference, { waitSeconds: 0 });
    const proposals = await this.#proposals(agent, reference, action);
    for (const row of proposals) if (row.state !== 'withdrawn') await this.parts.outsideRuns.withdrawByAgent(row, reason ?? null);
    const after = await Promise.all(proposals.map(({ tenantId, id }) => this.parts.approvals.find(tenantId, id)));
    if (!after.some((row) => row?.state === 'withdrawn')) {
      throw new AppError('conflict', 'Nothing of this waits for anybody any more, so there is nothing to withdraw.', {
        remedy: `Ask GET /agent/v1/executions/${reference} what came of it.`,
      });
    }
    return this.parts.runs.view(agent, reference, { waitSeconds: 0 });
  }

  /** The proposals that are meant, in their latest versions: those that wait, or were withdrawn; the named action's, whatever its state. */
  async #proposals({ tenantId, agentId }: ExternalAgent, reference: string, action: string | undefined): Promise<readonly ProposalRow[]> {
    const run = await this.parts.requests.run(tenantId, agentId, reference);
    const requests = run === null ? [] : await this.parts.requests.ofRun(run.id);
    const meant = requests.filter(({ id }) => action === undefined || id === action);
    if (meant.length === 0) throw notFound('action');
    const named = meant.flatMap(({ approvalId }) => (approvalId === null ? [] : [approvalId]));
    const first = await Promise.all(named.map((id) => this.parts.approvals.find(tenantId, id)));
    const proposals = first.filter((row) => row !== null);
    const latest = await Promise.all(proposals.map((row) => this.parts.approvals.latest(row)));
    return action === undefined ? latest.filter(({ state }) => state === 'pending' || state === 'withdrawn') : latest;
  }
}
