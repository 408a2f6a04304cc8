import type { FeedRecord } from '../../contracts/log-feed.ts';

/** The version of the OCSF schema that the events are made for. Class 6003, "API Activity", without profiles. */
export const ocsfVersion = '1.6.0';

const categoryUid = 6;
const classUid = 6003;

/** Who tells: the tenant, and name and version of this program. */
export interface OcsfSource {
  readonly tenantId: string;
  readonly program: string;
}

type Member = Readonly<Record<string, unknown>>;

interface Activity {
  readonly id: number;
  readonly name: string;
}

const other = (name: string): Activity => ({ id: 99, name });
const activities: Readonly<Record<string, Activity>> = {
  create: { id: 1, name: 'Create' },
  read: { id: 2, name: 'Read' },
  modify: { id: 3, name: 'Update' },
  delete: { id: 4, name: 'Delete' },
  action: other('Action'),
};

const activityOf = (record: FeedRecord): Activity => {
  if (record.recordType === 'decision') return other('Decision');
  return activities[record.operation ?? ''] ?? { id: 0, name: 'Unknown' };
};

interface Status {
  readonly id: number;
  readonly name: string;
}

const success: Status = { id: 1, name: 'Success' };
const failure: Status = { id: 2, name: 'Failure' };
const unknown: Status = { id: 0, name: 'Unknown' };

const outcomeStatus: Readonly<Record<Extract<FeedRecord, { recordType: 'outcome' }>['outcome'], Status>> = {
  ...{ ok: success, prepared: success, committed: success, replayed: success },
  ...{
    refused: failure,
    denied: failure,
    failed: failure,
    timeout: failure,
    cancelled: failure,
    rejected: failure,
    expired: failure,
    moved: failure,
  },
  ...{ open: unknown, unknown },
};

const statusOf = (record: FeedRecord): Status => {
  switch (record.recordType) {
    case 'attempt':
      // What came of it is told by its outcome, under the same call.
      return record.decision === 'refuse' ? failure : { id: 99, name: 'Started' };
    case 'outcome':
      return outcomeStatus[record.outcome];
    case 'decision':
      return success;
  }
};

const severityOf = (record: FeedRecord): { readonly id: number; readonly name: string } => {
  if (record.recordType === 'outcome' && record.outcome === 'unknown') return { id: 3, name: 'Medium' };
  return statusOf(record).id === failure.id ? { id: 2, name: 'Low' } : { id: 1, name: 'Informational' };
};

const operationOf = (record: FeedRecord): string => (record.recordType === 'decision' ? `approval.${record.decision}` : (record.tool ?? 'unknown'));

const messageOf = (record: FeedRecord): string => {
  switch (record.recordType) {
    case 'attempt':
      return record.basis[0]?.message ?? `${record.decision} (${record.layer}, ${record.rule})`;
    case 'outcome':
      return record.message ?? record.outcome;
    case 'decision':
      return `Version ${record.version} of the proposal: ${record.decision}`;
  }
};

const detailOf = (record: FeedRecord): string => {
  switch (record.recordType) {
    case 'attempt':
      return `${record.layer}/${record.rule}`;
    case 'outcome':
      return record.layer === null ? record.outcome : `${record.layer}/${record.outcome}`;
    case 'decision':
      return record.decision;
  }
};

/** Members whose value is known; OCSF has no null. */
const known = (members: Member): Member => Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null && value !== undefined));

const actorOf = (record: FeedRecord): Member =>
  known({
    user: record.userId === null ? null : known({ uid: record.userId, name: record.userName, type_id: 1, type: 'User' }),
    session: record.recordType === 'attempt' && record.sessionId !== null ? { uid: record.sessionId } : null,
    app_uid: record.agentId,
    app_name: record.agentName ?? 'Smart Agents',
  });

/** What OCSF has no place for, by the feed's own names. */
const unmappedOf = (record: FeedRecord): Member => {
  const { position: _p, id: _i, at: _a, userId: _u, userName: _n, agentId: _g, agentName: _m, companyId: _c, companyName: _d, ...rest } = record;
  const { toolCallId: _t, executionReference: _e, ...unmapped } = rest;
  return known(unmapped);
};

/** A record as an OCSF event of the class API Activity: the agent calls a tool for its user; a person decides on a proposal. Pure. */
export const ocsfEvent = (record: FeedRecord, { tenantId, program }: OcsfSource): Member => {
  const [activity, status, severity] = [activityOf(record), statusOf(record), severityOf(record)];
  const [, version = program] = /^(?:.* )?(\S+)$/.exec(program) ?? [];
  return known({
    activity_id: activity.id,
    activity_name: activity.name,
    category_uid: categoryUid,
    category_name: 'Application Activity',
    class_uid: classUid,
    class_name: 'API Activity',
    type_uid: classUid * 100 + activity.id,
    type_name: `API Activity: ${activity.name}`,
    time: Date.parse(record.at),
    severity_id: severity.id,
    severity: severity.name,
    status_id: status.id,
    status: status.name,
    status_detail: detailOf(record),
    message: messageOf(record),
    duration: record.recordType === 'outcome' ? record.durationMs : null,
    actor: actorOf(record),
    api: { operation: operationOf(record), service: { name: 'Business Central' }, request: { uid: record.toolCallId } },
    src_endpoint: known({ svc_name: 'smart-agents', uid: record.agentId, name: record.agentName }),
    resources: record.companyId === null ? null : [known({ uid: record.companyId, name: record.companyName, type: 'Company' })],
    metadata: known({
      version: ocsfVersion,
      product: { name: 'Smart Agents', vendor_name: 'Smart Agents', version },
      uid: record.id,
      sequence: record.position,
      original_time: record.at,
      correlation_uid: record.executionReference,
      event_code: record.recordType,
      log_name: 'tool-call-log',
      tenant_uid: tenantId,
    }),
    unmapped: unmappedOf(record),
  });
};
