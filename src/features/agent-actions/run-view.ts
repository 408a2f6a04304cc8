import { setTimeout as pause } from 'node:timers/promises';
import type { ActionAnswer, AgentExecution } from '../../contracts/agent-actions.ts';
import type { ProposalPreview } from '../../contracts/approvals.ts';
import type { Clock } from '../../kernel/clock.ts';
import { notFound } from '../../kernel/errors.ts';
import type { SecretBox } from '../../kernel/secret-box.ts';
import { erpApprovalEndLine, erpApprovalTold, type Approvals, type ErpApprovals } from '../approvals/index.ts';
import type { ExternalAgent } from '../external-agents/index.ts';
import type { Settings } from '../settings/index.ts';
import type { Subjects } from '../subjects/index.ts';
import { pendingAnswer, runningAnswer } from './action-answer.ts';
import type { ActionRequests, RequestRow, RunRow } from './action-requests.ts';

/** What views of runs are made from. */
export interface RunViewParts {
  readonly requests: ActionRequests;
  readonly approvals: Approvals;
  readonly erpApprovals: ErpApprovals;
  readonly settings: Settings;
  readonly subjects: Subjects;
  readonly clock: Clock;
}

/** How often a run that is waited for is looked at, in milliseconds. */
const lookMillis = 250;

/** An external agent's own runs, as it may ask after them. */
export class RunViews {
  constructor(private readonly parts: RunViewParts) {}

  /** A run as it stands; with `waitSeconds`, as soon as there is news of it. Throws `not_found` for any run that is not the agent's own. */
  async view(
    agent: ExternalAgent,
    reference: string,
    { waitSeconds, signal }: { waitSeconds: number; signal?: AbortSignal },
  ): Promise<AgentExecution> {
    const until = this.parts.clock.now().getTime() + waitSeconds * 1000;
    const first = await this.#now(agent, reference);
    let last = first;
    while (isOpen(last) && JSON.stringify(last) === JSON.stringify(first) && this.parts.clock.now().getTime() < until && signal?.aborted !== true) {
      await pause(lookMillis);
      last = await this.#now(agent, reference);
    }
    return last;
  }

  async #now({ tenantId, agentId, delegationId }: ExternalAgent, reference: string): Promise<AgentExecution> {
    const run = await this.parts.requests.run(tenantId, agentId, reference);
    // A token is bound to one delegation, and sees what was done under it.
    if (!run || (delegationId !== null && run.delegationId !== delegationId)) throw notFound('execution');
    const settings = await this.parts.settings.current(tenantId);
    const version = await this.parts.settings.version(tenantId, run.agentVersionId);
    const box = await this.parts.subjects.box(run.subjectId);
    const requests = await this.parts.requests.ofRun(run.id);
    return {
      execution: run.reference,
      status: run.status as AgentExecution['status'],
      agent: { id: agentId, name: settings.agents.get(agentId)?.name ?? 'Agent', version: version.number },
      delegation: run.delegationId,
      company: { id: run.companyId, name: run.companyName },
      startedAt: run.startedAt,
      endedAt: run.endedAt,
      actions: box === null ? [] : await Promise.all(requests.map((request) => this.#withErp(run, request, box))),
    };
  }

  /** An action, with what became of it in the ERP's own approval. */
  async #withErp(run: RunRow, request: RequestRow, box: SecretBox): Promise<ActionAnswer> {
    const answer = await this.#action(run, request, box);
    if (answer.result !== 'done') return answer;
    const rows = await this.parts.erpApprovals.ofExecution(run.id);
    const proposals = rows.length === 0 ? [] : await this.parts.approvals.ofExecution(run.tenantId, run.id);
    const row = rows.find(({ id }) => proposals.some((proposal) => proposal.id === id && proposal.toolCallId === request.id));
    if (!row) return answer;
    const told = erpApprovalTold(row, box);
    const { state, documentNumber, since, endedAt } = told;
    return { ...answer, erpApproval: { state, documentNumber, since, endedAt, line: erpApprovalEndLine(told) || answer.line } };
  }

  /** What is known of an action now: what a decision made of it, what waits for one in its latest version, or what was answered. */
  async #action(run: RunRow, request: RequestRow, box: SecretBox): Promise<ActionAnswer> {
    const at = { execution: run.reference, toolCallId: request.id, action: request.action };
    const opened = (sealed: string): ActionAnswer => JSON.parse(box.open(sealed)) as ActionAnswer;
    if (request.sealedOutcome !== null) return opened(request.sealedOutcome);
    const proposed = request.approvalId === null ? null : await this.parts.approvals.find(run.tenantId, request.approvalId);
    if (proposed) {
      const latest = await this.parts.approvals.latest(proposed);
      if (latest.state === 'pending') return pendingAnswer(at, latest, JSON.parse(box.open(latest.sealedPreview)) as ProposalPreview);
    }
    return request.sealedAnswer === null || request.sealedAnswer === '' ? runningAnswer(at) : opened(request.sealedAnswer);
  }
}

const isOpen = ({ status }: AgentExecution): boolean => status === 'running' || status === 'waiting';
