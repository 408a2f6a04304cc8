import type { ExecutionView } from '../../contracts/executions.ts';
import type { SmartAgentModelCall } from '../../../entities/index.ts';
import { addCredits } from '../../domain/budget.ts';
import type { Row } from '../../kernel/database.ts';
import type { ToolRegistry } from '../tools/index.ts';
import type { StoredExecution } from './execution-store.ts';

/*
 * The parts of a story that are only counted and put together. Everything here is taken from rows that outlive the
 * conversation. Pure.
 */

const groupedBy = <Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly (readonly [Item, ...Item[]])[] => {
  const groups = new Map<string, [Item, ...Item[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups.values()];
};

const sumOf = (calls: readonly Row<SmartAgentModelCall>[], key: 'inputTokens' | 'outputTokens'): number =>
  calls.reduce((sum, call) => sum + call[key], 0);

const modelsOf = ({ modelCalls }: StoredExecution): ExecutionView['models'] =>
  groupedBy(modelCalls, ({ model, tier }) => `${model}\n${tier}`).map((calls) => ({
    model: calls[0].model,
    tier: calls[0].tier,
    calls: calls.length,
    inputTokens: sumOf(calls, 'inputTokens'),
    outputTokens: sumOf(calls, 'outputTokens'),
    credits: addCredits(...calls.map(({ credits }) => credits)),
  }));

/** The attempts in which the ERP was asked: it showed records, said no, or left its own id of the request. */
const erpRequestsOf = ({ attempts, outcomes, acting }: StoredExecution): ExecutionView['erpRequests'] => {
  const ends = new Map(outcomes.map((outcome) => [outcome.attemptId, outcome]));
  return attempts.flatMap(({ id, attemptedAt, agentVersionId, tool, phase, toolCallId }) => {
    const by = acting.get(agentVersionId);
    const end = ends.get(id);
    if (!end || (end.dataScope === null && end.correlationId === null && end.layer !== 'erp')) return [];
    const who = { agentName: by?.name ?? '', agentVersion: by?.number ?? 0 };
    return [{ at: attemptedAt, ...who, tool, phase, outcome: end.outcome, clientRequestId: toolCallId, correlationId: end.correlationId }];
  });
};

const servicesOf = (stored: StoredExecution, erpRequests: number): ExecutionView['services'] => {
  const services: ExecutionView['services'] = [
    ...modelsOf(stored).map(({ model, calls }) => ({ service: 'model' as const, name: model, calls })),
    { service: 'erp', name: stored.tenant.erpBaseUrl, calls: erpRequests },
    { service: 'outbox', name: 'Outbox', calls: stored.drafts },
    { service: 'files', name: 'Files', calls: stored.files },
  ];
  return services.filter(({ calls }) => calls > 0);
};

const outcomesOf = ({ attempts, outcomes }: StoredExecution): ExecutionView['outcomes'] => {
  const ends = new Map(outcomes.map(({ attemptId, outcome }) => [attemptId, outcome]));
  return groupedBy(
    attempts.map(({ id }) => ends.get(id) ?? 'open'),
    (outcome) => outcome,
  ).map((same) => ({ outcome: same[0] as ExecutionView['outcomes'][number]['outcome'], count: same.length }));
};

/** Who acted, in the order in which they first did. */
const agentsOf = ({ attempts, acting }: StoredExecution): ExecutionView['agents'] =>
  groupedBy(attempts, ({ agentVersionId }) => agentVersionId).map((own) => {
    const { id, name, number, hash, salt } = acting.get(own[0].agentVersionId) ?? { id: own[0].agentId, name: '', number: 0, hash: '', salt: '' };
    return { id, name, version: number, versionHash: hash, nameErased: salt === null, calls: new Set(own.map(({ toolCallId }) => toolCallId)).size };
  });

/** A call is one action, however many attempts it took. */
const requestedActionsOf = ({ attempts }: StoredExecution, tools: ToolRegistry): ExecutionView['requestedActions'] =>
  groupedBy(
    attempts.filter(({ phase }) => phase !== 'commit'),
    ({ tool }) => tool,
  ).map((calls) => ({
    tool: calls[0].tool,
    title: tools.get(calls[0].tool)?.title ?? calls[0].tool,
    operation: calls[0].operation,
    calls: new Set(calls.map(({ toolCallId }) => toolCallId)).size,
  }));

/** The ETags that the proposals rest on, the latest of each record. */
const recordsOf = (stored: StoredExecution, etags: ReadonlyMap<string, string>): Pick<ExecutionView, 'records' | 'recordCount'> => ({
  records: stored.touched.map(({ total: _total, ...record }) => ({ ...record, etag: etags.get(`${record.entitySet}(${record.id})`) ?? null })),
  recordCount: stored.touched[0]?.total ?? 0,
});

/** What a run asked for, used, touched and cost, and what came of it. */
export const tellWork = (
  stored: StoredExecution,
  known: { readonly tools: ToolRegistry; readonly etags: ReadonlyMap<string, string> },
): Pick<
  ExecutionView,
  'agents' | 'requestedActions' | 'tokens' | 'credits' | 'models' | 'services' | 'records' | 'recordCount' | 'erpRequests' | 'outcomes' | 'answerHash'
> => {
  const erpRequests = erpRequestsOf(stored);
  return {
    agents: agentsOf(stored),
    requestedActions: requestedActionsOf(stored, known.tools),
    tokens: { input: sumOf(stored.modelCalls, 'inputTokens'), output: sumOf(stored.modelCalls, 'outputTokens') },
    credits: addCredits(...stored.modelCalls.map(({ credits }) => credits), ...stored.attempts.map(({ price }) => price)),
    models: modelsOf(stored),
    services: servicesOf(stored, erpRequests.length),
    ...recordsOf(stored, known.etags),
    erpRequests,
    outcomes: outcomesOf(stored),
    answerHash: stored.row.answerHash,
  };
};

/** Who acted, for whom, under which authority. `nameOf` names a person by her id. */
export const tellAuthority = (
  { row, tenant, agent, businessUnit, version, delegation }: StoredExecution,
  nameOf: (subjectId: string) => string,
): Pick<ExecutionView, 'agent' | 'fingerprint' | 'tenant' | 'user' | 'company' | 'delegationId' | 'delegation'> => ({
  agent: {
    id: row.agentId,
    name: agent?.name ?? '',
    version: version.number,
    versionHash: version.hash,
    nameErased: version.salt === null,
    kind: agent?.kind ?? '',
    businessUnit,
    lifecycleNow: agent?.lifecycle ?? '',
  },
  fingerprint: row.fingerprint,
  tenant: { id: tenant.id, name: tenant.name },
  user: nameOf(row.subjectId),
  company: row.companyName ?? row.companyId,
  delegationId: row.delegationId,
  delegation: delegation && {
    id: delegation.id,
    kind: delegation.kind,
    workflow: delegation.workflow,
    delegator: nameOf(delegation.delegatorSubjectId),
    actions: JSON.parse(delegation.actions) as string[],
    companies: JSON.parse(delegation.companies) as string[],
    validFrom: delegation.validFrom,
    validTo: delegation.validTo,
    revokedAt: delegation.revokedAt,
  },
});
