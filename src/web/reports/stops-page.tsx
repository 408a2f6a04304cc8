import { Field, Input, Spinner, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { StopsReport } from '../../contracts/reports.ts';
import { fetchStops } from '../api/calls.ts';
import { useResource } from '../api/use-resource.ts';
import { DataTable, type Column } from '../shared/data-table.tsx';
import { EmptyState } from '../shared/empty-state.tsx';
import { duration, inWords, moment, quantity } from '../shared/format.ts';
import { DoneIcon } from '../shared/icons.ts';
import { PageHeader } from '../shared/page-header.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { Section } from '../shared/section.tsx';
import { StatusTag } from '../shared/status-tag.tsx';

const useStyles = makeStyles({ days: { display: 'flex', gap: '10px', flexWrap: 'wrap' } });

type Refusal = StopsReport['refusals'][number];
type ComingBack = StopsReport['comingBack'][number];
type Waiting = StopsReport['waiting'][number];

const list = (names: readonly string[]) => <span title={names.join(', ')}>{names.join(', ')}</span>;

const refusalColumns: readonly Column<Refusal>[] = [
  { key: 'layer', label: 'Layer', cell: ({ layer }) => inWords(layer) },
  { key: 'rule', label: 'Rule', cell: ({ rule }) => rule },
  { key: 'count', label: 'Refusals', align: 'end', cell: ({ count }) => quantity(count) },
  { key: 'agents', label: 'Agents', cell: ({ agents }) => list(agents) },
  { key: 'tools', label: 'Tools', cell: ({ tools }) => list(tools) },
];

const comingBackColumns: readonly Column<ComingBack>[] = [
  { key: 'requestedAt', label: 'First asked', width: '124px', cell: ({ requestedAt }) => moment(requestedAt) },
  { key: 'executionReference', label: 'Execution', cell: ({ executionReference }) => executionReference },
  { key: 'agent', label: 'Agent', cell: ({ agent }) => agent },
  { key: 'tool', label: 'Tool', cell: ({ tool }) => tool },
  { key: 'superseded', label: 'Came back', align: 'end', cell: ({ superseded }) => `${quantity(superseded)} times` },
  { key: 'status', label: 'Now', cell: ({ status }) => <StatusTag status={status} size="small" /> },
];

const waitingColumns: readonly Column<Waiting>[] = [
  { key: 'tool', label: 'Tool', cell: ({ tool }) => tool },
  { key: 'asked', label: 'Asked', align: 'end', cell: ({ asked }) => quantity(asked) },
  { key: 'decided', label: 'Decided', align: 'end', cell: ({ decided }) => quantity(decided) },
  { key: 'expired', label: 'Expired', align: 'end', cell: ({ expired }) => quantity(expired) },
  { key: 'median', label: 'Half within', align: 'end', cell: ({ medianMillis }) => duration(medianMillis) },
  { key: 'p90', label: 'Nine of ten within', align: 'end', cell: ({ p90Millis }) => duration(p90Millis) },
];

const Nothing = ({ title, children }: { title: string; children: string }) => (
  <EmptyState icon={<DoneIcon />} title={title}>
    {children}
  </EmptyState>
);

const Tables = ({ report }: { report: StopsReport }) => {
  const navigate = useNavigate();
  return (
    <>
      <Section title="Refusals" hint="By the layer and the rule that refused. Denied: the ERP said no.">
        <DataTable
          label="Refusals"
          columns={refusalColumns}
          rows={report.refusals}
          rowKey={({ layer, rule }) => `${layer} ${rule}`}
          rowTestId="refusal"
          empty={<Nothing title="Nothing was refused">No call of an agent was refused or denied on these days.</Nothing>}
        />
      </Section>
      <Section title="Approvals that keep coming back" hint="Something changed in the ERP between asking and confirming, more than once.">
        <DataTable
          label="Approvals that keep coming back"
          columns={comingBackColumns}
          rows={report.comingBack}
          rowKey={({ executionReference, requestedAt }) => `${executionReference} ${requestedAt}`}
          onOpen={({ executionReference }) => void navigate(`/executions/${encodeURIComponent(executionReference)}`)}
          empty={<Nothing title="None came back twice">What people confirmed was still as it was shown, or was asked again once at most.</Nothing>}
        />
      </Section>
      <Section title="Waiting for people" hint="From asking to deciding, for proposals that a person decided.">
        <DataTable
          label="Waiting for people"
          columns={waitingColumns}
          rows={report.waiting}
          rowKey={({ tool }) => tool}
          empty={<Nothing title="Nobody was asked">No agent put a proposal before a person on these days.</Nothing>}
        />
      </Section>
    </>
  );
};

/** Where runs stop: what refused them, which approvals keep coming back, how long people are waited for. */
export const StopsPage = () => {
  const styles = useStyles();
  const [days, setDays] = useState({ from: '', to: '' });
  const query = new URLSearchParams(Object.entries(days).filter(([, day]) => day !== '')).toString();
  const stops = useResource('stops', (signal) => fetchStops(query, { signal }), query);
  const dayField = (key: 'from' | 'to', label: string) => (
    <Field label={label} size="small">
      <Input
        size="small"
        type="date"
        value={days[key] === '' ? (stops.value?.[key] ?? '') : days[key]}
        onChange={(_event, data) => setDays({ ...days, [key]: data.value })}
      />
    </Field>
  );
  return (
    <>
      <PageHeader
        title="Where runs stop"
        caption="What refuses agents, and where they wait for people"
        actions={
          <div className={styles.days}>
            {dayField('from', 'From day')}
            {dayField('to', 'To day')}
          </div>
        }
      />
      {stops.problem && <ProblemNotice problem={stops.problem} onRetry={stops.reload} />}
      {!stops.value && stops.isLoading && <Spinner label="Adding up" style={{ marginTop: 60 }} />}
      {stops.value && <Tables report={stops.value} />}
    </>
  );
};
