import { Spinner, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { ApprovalDecision, ApprovalView } from '../../contracts/approvals.ts';
import type { ExecutionView } from '../../contracts/executions.ts';
import type { ToolCallLogEntry } from '../../contracts/tool-call-log.ts';
import { decideApproval, fetchExecution } from '../api/calls.ts';
import { useResource } from '../api/use-resource.ts';
import { OverviewCard } from '../approvals/overview-card.tsx';
import { PreviewCard } from '../approvals/preview-card.tsx';
import { executionColumns } from '../log/log-columns.tsx';
import { LogDrawer } from '../log/log-drawer.tsx';
import { DataTable } from '../shared/data-table.tsx';
import { EmptyState } from '../shared/empty-state.tsx';
import { Facts } from '../shared/facts.tsx';
import { credits, exactMoment } from '../shared/format.ts';
import { ToolIcon } from '../shared/icons.ts';
import { PageHeader } from '../shared/page-header.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { Section } from '../shared/section.tsx';
import { StatusTag } from '../shared/status-tag.tsx';
import { useReadAgain, useRecount } from '../shell/pending-count.tsx';

const useStyles = makeStyles({
  approvals: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(340px, 100%), 1fr))', gap: '12px', alignItems: 'start' },
  hash: { fontFamily: 'monospace', fontSize: '12px' },
});

const Story = ({ execution }: { execution: ExecutionView }) => {
  const styles = useStyles();
  const hash = (value: string) => (
    <span className={styles.hash} title={value}>
      {value.length > 20 ? `${value.slice(0, 16)}…` : value}
    </span>
  );
  return (
    <Section title="Who acted, for whom, under which authority">
      <Facts
        facts={[
          { label: 'Agent', value: `${execution.agent.name}, version ${execution.agent.version}` },
          { label: 'User', value: execution.user },
          { label: 'Company', value: execution.company },
          { label: 'Started', value: exactMoment(execution.startedAt) },
          { label: 'Ended', value: exactMoment(execution.endedAt) },
          { label: 'Cost', value: credits(execution.credits) },
          { label: 'Delegation', value: hash(execution.delegationId) },
          { label: 'Agent version hash', value: hash(execution.agent.versionHash) },
          { label: 'Fingerprint', value: hash(execution.fingerprint) },
        ]}
      />
    </Section>
  );
};

const Approvals = ({ approvals }: { approvals: ExecutionView['approvals'] }) => {
  const styles = useStyles();
  const recount = useRecount();
  const decide = async (approval: ApprovalView, decision: ApprovalDecision) => {
    const answer = await decideApproval(approval.id, decision);
    recount();
    return answer;
  };
  if (approvals.length === 0) return null;
  return (
    <Section title="Approvals">
      <div className={styles.approvals}>
        {approvals.map((approval) =>
          'preview' in approval ? (
            <PreviewCard key={approval.id} approval={approval} onDecide={(decision) => decide(approval, decision)} />
          ) : (
            <OverviewCard key={approval.id} approval={approval} />
          ),
        )}
      </div>
    </Section>
  );
};

/** One workflow run: which agent acted, for whom, under which authority, what it did, what came of it. */
export const ExecutionPage = () => {
  const { reference = '' } = useParams();
  const execution = useResource(`execution/${reference}`, (signal) => fetchExecution(reference, { signal }));
  const [entry, setEntry] = useState<ToolCallLogEntry | null>(null);
  useReadAgain(execution);
  return (
    <>
      <PageHeader title={reference} caption="Execution" tags={execution.value && <StatusTag status={execution.value.status} />} />
      {execution.problem && <ProblemNotice problem={execution.problem} onRetry={execution.reload} />}
      {!execution.value && execution.isLoading && <Spinner label="Reading the execution" style={{ marginTop: 60 }} />}
      {execution.value && (
        <>
          <Story execution={execution.value} />
          <Section title="Tool calls" hint="One row per attempt. Open a row for its decision, its arguments and its data scope.">
            <DataTable
              label="Tool calls"
              columns={executionColumns}
              rows={execution.value.toolCalls}
              rowKey={(row) => row.id}
              rowTestId="log-row"
              onOpen={setEntry}
              empty={
                <EmptyState icon={<ToolIcon />} title="No tool was called">
                  The agent answered without looking anything up.
                </EmptyState>
              }
            />
          </Section>
          <Approvals approvals={execution.value.approvals} />
        </>
      )}
      <LogDrawer entry={entry} onClose={() => setEntry(null)} />
    </>
  );
};
