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
import { ToolIcon } from '../shared/icons.ts';
import { PageHeader } from '../shared/page-header.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { Section } from '../shared/section.tsx';
import { useMe } from '../shell/me.tsx';
import { useReadAgain, useRecount } from '../shell/pending-count.tsx';
import { AuthoritySection, ProofSection } from './authority-section.tsx';
import { EvidenceButton } from './evidence-button.tsx';
import { RunStatus } from './run-status.tsx';
import { ApprovalEventsSection, ErpApprovalsSection, RecordsSection, RequestsSection, UseSection } from './work-sections.tsx';

const useStyles = makeStyles({
  approvals: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(340px, 100%), 1fr))', gap: '12px', alignItems: 'start' },
});

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
  const { rights } = useMe();
  const execution = useResource(`execution/${reference}`, (signal) => fetchExecution(reference, { signal }));
  const [entry, setEntry] = useState<ToolCallLogEntry | null>(null);
  useReadAgain(execution);
  return (
    <>
      <PageHeader
        title={reference}
        caption="Execution"
        tags={
          execution.value && (
            <RunStatus status={execution.value.status} waitingInErp={execution.value.erpApprovals.filter(({ state }) => state === 'waiting')} />
          )
        }
        actions={rights.mayOversee && execution.value && <EvidenceButton reference={reference} />}
        back={{ to: '/executions', label: 'executions' }}
      />
      {execution.problem && <ProblemNotice problem={execution.problem} onRetry={execution.reload} />}
      {!execution.value && execution.isLoading && <Spinner label="Reading the execution" style={{ marginTop: 60 }} />}
      {execution.value && (
        <>
          <AuthoritySection execution={execution.value} />
          <UseSection execution={execution.value} />
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
          <ErpApprovalsSection execution={execution.value} />
          <ApprovalEventsSection execution={execution.value} />
          <RecordsSection execution={execution.value} />
          <RequestsSection execution={execution.value} />
          <ProofSection execution={execution.value} />
        </>
      )}
      <LogDrawer entry={entry} onClose={() => setEntry(null)} />
    </>
  );
};
