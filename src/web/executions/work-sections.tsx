import type { ExecutionView } from '../../contracts/executions.ts';
import { agentWords } from '../log/log-words.ts';
import { DataTable, type Column } from '../shared/data-table.tsx';
import { Facts } from '../shared/facts.tsx';
import { counted, credits, inWords, moment, noValue, quantity } from '../shared/format.ts';
import { Section } from '../shared/section.tsx';
import { StatusTag } from '../shared/status-tag.tsx';
import { HashText } from './hash-text.tsx';

type TouchedRecord = ExecutionView['records'][number];
type ErpRequest = ExecutionView['erpRequests'][number];
type ErpApproval = ExecutionView['erpApprovals'][number];
type ApprovalEvent = ExecutionView['approvalEvents'][number];

/** What somebody said, to be read to its end: it takes as many lines as it needs. */
const WholeText = ({ text }: { text: string | null }) =>
  text === null ? (
    noValue
  ) : (
    <span style={{ display: 'block', minWidth: '160px', padding: '5px 0', whiteSpace: 'normal', overflowWrap: 'anywhere' }}>{text}</span>
  );

const serviceNames = { model: 'Model', erp: 'ERP', outbox: 'Outbox', files: 'Files' } as const;

/** What was asked of the platform, which services that took, and what it cost. */
export const UseSection = ({ execution }: { execution: ExecutionView }) => (
  <Section title="What it asked for and used">
    <Facts
      facts={[
        { label: 'Asked for', value: execution.requestedActions.map(({ title, calls }) => `${title} (${quantity(calls)})`).join(', ') || noValue },
        {
          label: 'What came of it',
          value: execution.outcomes.map(({ outcome, count }) => `${quantity(count)} ${inWords(outcome)}`).join(', ') || noValue,
        },
        { label: 'Cost', value: credits(execution.credits) },
        { label: 'Tokens', value: `${quantity(execution.tokens.input)} in, ${quantity(execution.tokens.output)} out` },
        ...execution.services.map(({ service, name, calls }) => ({
          label: service === 'model' ? `Model ${name}` : serviceNames[service],
          value: service === 'erp' ? `${counted(calls, 'call')} of ${name}` : counted(calls, service === 'model' ? 'call' : 'item'),
        })),
      ]}
    />
  </Section>
);

const recordColumns: readonly Column<TouchedRecord>[] = [
  { key: 'role', label: 'What was done', cell: ({ role }) => (role === 'written' ? 'Written' : 'Read') },
  { key: 'entitySet', label: 'Kind', cell: ({ entitySet }) => entitySet },
  { key: 'label', label: 'Number', cell: ({ label }) => label || noValue },
  { key: 'id', label: 'Id', cell: ({ id }) => <HashText value={id} /> },
  { key: 'etag', label: 'ETag', cell: ({ etag }) => (etag === null ? noValue : <HashText value={etag} />) },
];

/** The records it touched; what was written comes first. */
export const RecordsSection = ({ execution: { records, recordCount } }: { execution: ExecutionView }) =>
  records.length === 0 ? null : (
    <Section
      title="Records"
      hint={
        recordCount > records.length
          ? `The first ${quantity(records.length)} of ${quantity(recordCount)}. ETags are those a proposal rests on.`
          : 'ETags are those a proposal rests on.'
      }
    >
      <DataTable
        label="Records"
        columns={recordColumns}
        rows={records}
        rowKey={({ entitySet, id }) => `${entitySet}(${id})`}
        rowTestId="touched-record"
      />
    </Section>
  );

const requestColumns: readonly Column<ErpRequest>[] = [
  { key: 'at', label: 'When', width: '124px', cell: ({ at }) => moment(at) },
  { key: 'agentName', label: 'Agent', cell: (request) => agentWords(request) },
  { key: 'tool', label: 'Tool', cell: ({ tool }) => tool },
  { key: 'phase', label: 'Phase', cell: ({ phase }) => inWords(phase) },
  { key: 'outcome', label: 'Outcome', cell: ({ outcome }) => <StatusTag status={outcome} size="small" /> },
  { key: 'clientRequestId', label: 'Client request id', cell: ({ clientRequestId }) => <HashText value={clientRequestId} /> },
  {
    key: 'correlationId',
    label: "The ERP's correlation id",
    cell: ({ correlationId }) => (correlationId === null ? noValue : <HashText value={correlationId} />),
  },
];

/** In which attempts the ERP was asked, and by which ids its own telemetry knows the requests. */
export const RequestsSection = ({ execution: { erpRequests } }: { execution: ExecutionView }) =>
  erpRequests.length === 0 ? null : (
    <Section title="Requests to the ERP" hint="All requests of an attempt carry its client request id.">
      <DataTable
        label="Requests to the ERP"
        columns={requestColumns}
        rows={erpRequests}
        rowKey={({ clientRequestId, phase, at }) => `${clientRequestId} ${phase} ${at}`}
      />
    </Section>
  );

const erpApprovalColumns: readonly Column<ErpApproval>[] = [
  { key: 'documentNumber', label: 'Document', cell: ({ documentNumber }) => documentNumber },
  { key: 'state', label: 'In the ERP', cell: ({ state }) => <StatusTag status={state} size="small" /> },
  { key: 'since', label: 'Since', width: '124px', cell: ({ since }) => moment(since) },
  { key: 'waitingFor', label: 'Waits for', cell: ({ waitingFor }) => waitingFor ?? noValue },
  { key: 'endedAt', label: 'Ended', width: '124px', cell: ({ endedAt }) => (endedAt === null ? noValue : moment(endedAt)) },
  { key: 'by', label: 'By', cell: ({ by }) => by ?? noValue },
  { key: 'reason', label: 'Reason', cell: ({ reason }) => <WholeText text={reason} /> },
];

/** What the ERP's own approval workflow took over, and what became of it there. */
export const ErpApprovalsSection = ({ execution: { erpApprovals } }: { execution: ExecutionView }) =>
  erpApprovals.length === 0 ? null : (
    <Section
      title="Approvals in the ERP"
      hint="The ERP's own approval workflow took these changes over. They are through when they are approved there."
    >
      <DataTable
        label="Approvals in the ERP"
        columns={erpApprovalColumns}
        rows={erpApprovals}
        rowKey={({ approvalId }) => approvalId}
        rowTestId="erp-approval"
      />
    </Section>
  );

const eventColumns: readonly Column<ApprovalEvent>[] = [
  { key: 'at', label: 'When', width: '124px', cell: ({ at }) => moment(at) },
  { key: 'tool', label: 'Proposal', cell: ({ tool, version }) => (version === 1 ? tool : `${tool}, version ${version}`) },
  { key: 'event', label: 'What happened', cell: ({ event }) => inWords(event) },
  { key: 'by', label: 'By', cell: ({ by }) => by ?? 'Nobody' },
  { key: 'reason', label: 'Reason', cell: ({ reason }) => <WholeText text={reason} /> },
];

/** What happened to its proposals, in order. */
export const ApprovalEventsSection = ({ execution: { approvalEvents } }: { execution: ExecutionView }) =>
  approvalEvents.length === 0 ? null : (
    <Section title="Approval events">
      <DataTable
        label="Approval events"
        columns={eventColumns}
        rows={approvalEvents}
        rowKey={({ approvalId, event, at }) => `${approvalId} ${event} ${at}`}
        rowTestId="approval-event"
      />
    </Section>
  );
