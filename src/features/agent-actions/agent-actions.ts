import type { ActionAnswer, ActionRequest } from '../../contracts/agent-actions.ts';
import type { ProposalPreview } from '../../contracts/approvals.ts';
import { canonicalJson, hashOf, sha256, type Json } from '../../kernel/canonical-json.ts';
import type { Clock } from '../../kernel/clock.ts';
import { update, type Database, type Write } from '../../kernel/database.ts';
import { AppError, notFound } from '../../kernel/errors.ts';
import type { IdSource } from '../../kernel/ids.ts';
import type { SecretBox } from '../../kernel/secret-box.ts';
import { SmartAgentExecution } from '../../../entities/index.ts';
import { executionFingerprint, executionReference } from '../executions/index.ts';
import type { AuditLog } from '../audit/index.ts';
import type { ExternalAgent } from '../external-agents/index.ts';
import type { CallEnd, Gateway } from '../gateway/index.ts';
import type { Nodes } from '../nodes/index.ts';
import type { Settings } from '../settings/index.ts';
import { actionAnswer, runningAnswer, type AnsweredAction } from './action-answer.ts';
import type { ActionRequests, RequestRow, RunRow, TakenRequest } from './action-requests.ts';
import type { Authority, OutsideScopes } from './outside-scopes.ts';
import type { BusyRuns } from './busy-runs.ts';
import { refreshRun } from './run-status.ts';

/** What actions of external agents work with. */
export interface AgentActionParts {
  readonly database: Database;
  readonly settings: Settings;
  readonly scopes: OutsideScopes;
  readonly requests: ActionRequests;
  readonly gateway: Gateway;
  readonly log: AuditLog;
  readonly busy: BusyRuns;
  readonly nodes: Nodes;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly programVersion: string;
  /** The companies the ERP shows under a sign-in. */
  readonly companiesOf: (signIn: string) => Promise<readonly { readonly id: string; readonly name: string }[]>;
}

/** How an action is asked for. */
export interface Asking {
  /** What the action is done once for; each request is one of its own, if left out. */
  readonly key?: string | undefined;
  /** Stops what has not reached its commit. */
  readonly signal?: AbortSignal;
}

/** An answer, and whether it is that of an earlier request with the same key. */
export interface GivenAnswer {
  readonly answer: ActionAnswer;
  readonly isReplayed: boolean;
}

const hourMillis = 3_600_000;
const neverStopped = new AbortController().signal;
const noShare = { inputTokens: 0, outputTokens: 0, credits: '0.0000' };

/** The delegation a request is made under. Throws `unprocessable` where it names none, or another than its token. */
export const delegationOf = (agent: ExternalAgent, wanted: string | undefined): string => {
  const id = agent.delegationId ?? wanted;
  const problem = (message: string, remedy: string): AppError =>
    new AppError('unprocessable', message, { fields: [{ field: 'delegation', message }], remedy });
  if (id === undefined) throw problem('The request names no delegation.', 'Name one of those that GET /agent/v1/me lists.');
  if (wanted !== undefined && wanted !== id) {
    const message = 'The token is bound to another delegation.';
    throw new AppError('unprocessable', message, {
      fields: [{ field: 'delegation', message, isUnknownId: true }],
      remedy: 'Get a token for this delegation.',
    });
  }
  return id;
};

/** Has things done for customers' own agents: once for each key, through the same gateway as everybody else. */
export class AgentActions {
  constructor(private readonly parts: AgentActionParts) {}

  /**
   * Has an action done, or answers what came of it when it was first asked for with this key. Throws `not_found` (delegation,
   * run), `unprocessable` (the key stands for another request) and `audit_unavailable`.
   */
  async act(agent: ExternalAgent, wanted: ActionRequest, { key, signal = neverStopped }: Asking): Promise<GivenAnswer> {
    const { authority, taken, bodyHash } = await this.parts.log.before(agent.tenantId, () => this.#take(agent, wanted, key));
    if (taken.kind === 'known') return this.#known(taken.request, { bodyHash, box: authority.subject.box });
    const run = (): Promise<ActionAnswer> => this.#run(authority, taken, { args: wanted.arguments as Json, signal });
    return { answer: await this.parts.busy.during(taken.run.id, run), isReplayed: false };
  }

  /** Takes the request, once for its key, under the authority it names. */
  async #take(
    agent: ExternalAgent,
    wanted: ActionRequest,
    key: string | undefined,
  ): Promise<{ readonly authority: Authority; readonly taken: TakenRequest; readonly bodyHash: string }> {
    const { tenantId, agentId } = agent;
    const authority = await this.parts.scopes.authority(tenantId, agentId, delegationOf(agent, wanted.delegation));
    const companyId = this.parts.scopes.companyFor(authority, wanted.company);
    const settings = await this.parts.settings.current(tenantId);
    const current = settings.agents.get(agentId)?.current;
    if (!current) throw notFound('agent');
    const now = this.parts.clock.now();
    const [id, executionId] = [this.parts.ids.next(), this.parts.ids.next()];
    const bodyHash = hashOf({ ...wanted, delegation: authority.row.id, company: companyId } as unknown as Json);
    const taken = await this.parts.requests.take({
      request: {
        ...{ id, tenantId, agentId, bodyHash, action: wanted.action },
        keyHash: sha256(key ?? id),
        requestedAt: now.toISOString(),
        nodeId: this.parts.nodes.id,
      },
      run: {
        ...{ id: executionId, tenantId, reference: executionReference(executionId), sessionId: null, agentId, agentVersionId: current.id },
        ...{ subjectId: authority.subject.id, companyId, companyName: await this.#companyName(authority, companyId) },
        delegationId: authority.row.id,
        fingerprint: executionFingerprint(settings, { model: 'external agent', programVersion: this.parts.programVersion }),
        ...{ status: 'running', startedAt: now.toISOString(), endedAt: null, answerHash: null },
      },
      reference: wanted.execution ?? null,
      knownSince: new Date(now.getTime() - settings.setup.idempotencyKeyHours * hourMillis).toISOString(),
    });
    return { authority, taken, bodyHash };
  }

  async #known(request: RequestRow, asked: { readonly bodyHash: string; readonly box: SecretBox }): Promise<GivenAnswer> {
    if (request.bodyHash !== asked.bodyHash) {
      throw new AppError('unprocessable', 'This Idempotency-Key was used for another request.', {
        fields: [{ field: 'Idempotency-Key', message: 'Stands for another request.' }],
        remedy: 'Use a new key for a new request; send the same body with the old one.',
      });
    }
    if (request.sealedAnswer !== null) return { answer: JSON.parse(asked.box.open(request.sealedAnswer)) as ActionAnswer, isReplayed: true };
    const { reference } = await this.parts.requests.runById(request.executionId);
    return { answer: runningAnswer({ execution: reference, toolCallId: request.id, action: request.action }), isReplayed: true };
  }

  async #run(
    authority: Authority,
    { request, run }: { readonly request: RequestRow; readonly run: RunRow },
    { args, signal }: { readonly args: Json; readonly signal: AbortSignal },
  ): Promise<ActionAnswer> {
    const company = { id: run.companyId, name: run.companyName ?? '' };
    const scope = await this.parts.scopes.scope(authority, { ...run, company, signal, node: request.nodeId ?? undefined });
    const at: AnsweredAction = { execution: run.reference, toolCallId: request.id, action: request.action };
    const { box } = authority.subject;
    const call = { id: request.id, name: request.action, argumentsText: canonicalJson(args), ordinal: request.step, share: noShare };
    let answer = runningAnswer(at);
    const end = await this.parts.gateway.call(scope, call, async (ended) => {
      await this.parts.nodes.sure(request.nodeId);
      answer = actionAnswer(at, ended, (row) => JSON.parse(box.open(row.sealedPreview)) as ProposalPreview);
      const writes = [...this.#kept(request, { ended, answer, box }), ...(await this.#released(request, ended))];
      return { writes, done: () => undefined, failed: () => undefined };
    });
    if (request.step > 1 || end.report.result === 'committed')
      await refreshRun(this.parts.database, run.id, { now: this.parts.clock.now().toISOString() });
    if (end.report.result === 'audit_unavailable')
      throw new AppError('audit_unavailable', end.report.line, { ...(end.report.remedy !== null && { remedy: end.report.remedy }) });
    return answer;
  }

  /** What is kept with a call's end, in the very commit that makes it durable. */
  #kept(request: RequestRow, { ended, answer, box }: { ended: CallEnd; answer: ActionAnswer; box: SecretBox }) {
    const now = this.parts.clock.now().toISOString();
    const text = JSON.stringify(answer);
    const isOpen = ended.kind === 'proposed' || ended.report.result === 'unknown';
    const approvalId = ended.kind === 'proposed' ? ended.proposal.id : null;
    return [
      this.parts.requests.answered(request.id, { approvalId, sealedAnswer: box.seal(text), answeredAt: now }),
      update(
        SmartAgentExecution,
        { id: request.executionId },
        { status: isOpen ? 'waiting' : 'completed', endedAt: isOpen ? null : now, answerHash: isOpen ? null : sha256(text) },
      ),
    ];
  }

  /** What was not done for want of a log is done when it is asked for again with its key. */
  async #released(request: RequestRow, { report }: CallEnd): Promise<readonly Write[]> {
    if (report.result !== 'audit_unavailable' || (await this.parts.requests.mayHaveChanged(request))) return [];
    return [this.parts.requests.released(request.id)];
  }

  async #companyName({ signIn, hasSignIn }: Authority, companyId: string): Promise<string | null> {
    if (!hasSignIn) return null;
    const companies = await this.parts.companiesOf(signIn).catch(() => []);
    return companies.find(({ id }) => id === companyId)?.name ?? null;
  }
}
