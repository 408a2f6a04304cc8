import { Button, Spinner, Subtitle2, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { ApprovalDecision, ApprovalView } from '../../contracts/approvals.ts';
import { decideApproval, fetchApproval, fetchPendingApprovals } from '../api/calls.ts';
import { useResource } from '../api/use-resource.ts';
import { EmptyState } from '../shared/empty-state.tsx';
import { moment } from '../shared/format.ts';
import { ApprovalIcon, RefreshIcon } from '../shared/icons.ts';
import { PageHeader } from '../shared/page-header.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { useMe } from '../shell/me.tsx';
import { useReadAgain, useRecount } from '../shell/pending-count.tsx';
import { PreviewCard } from './preview-card.tsx';
import { shownApprovals, type DecidedHere } from './shown-approvals.ts';

const useStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column', gap: '14px', maxWidth: '760px' },
  group: { marginBottom: '26px' },
  groupTitle: { display: 'block', marginBottom: '8px' },
  quiet: { color: tokens.colorNeutralForeground3 },
  foot: { display: 'flex', gap: '12px', fontSize: '12px', marginTop: '4px', paddingLeft: '4px' },
});

const useDecide = (onDecided: (after: ApprovalView, before: ApprovalView) => void) => {
  const recount = useRecount();
  const decide = async (approval: ApprovalView, decision: ApprovalDecision) => {
    const answer = await decideApproval(approval.id, decision);
    if (answer.ok) onDecided(answer.value.approval, approval);
    recount();
    return answer;
  };
  return { decide, onEdited: onDecided };
};

const OneCard = ({ approval, deciding }: { approval: ApprovalView; deciding: ReturnType<typeof useDecide> }) => {
  const styles = useStyles();
  return (
    <div>
      <PreviewCard
        approval={approval}
        showsAgent
        onDecide={(decision) => deciding.decide(approval, decision)}
        onEdited={(next) => deciding.onEdited(next, approval)}
      />
      <div className={styles.foot}>
        <span>Asked {moment(approval.requestedAt)}</span>
        <Link to={`/executions/${encodeURIComponent(approval.executionReference)}`}>{approval.executionReference}</Link>
      </div>
    </div>
  );
};

interface GroupProps {
  readonly title: string;
  readonly none: string;
  readonly approvals: readonly ApprovalView[];
  readonly deciding: ReturnType<typeof useDecide>;
}

const Group = ({ title, none, approvals, deciding }: GroupProps) => {
  const styles = useStyles();
  const id = useId();
  return (
    <section className={styles.group} aria-labelledby={id}>
      <Subtitle2 as="h2" id={id} className={styles.groupTitle}>
        {title}
      </Subtitle2>
      {approvals.length === 0 && <Text className={styles.quiet}>{none}</Text>}
      <div className={styles.list}>
        {approvals.map((approval) => (
          <OneCard key={approval.id} approval={approval} deciding={deciding} />
        ))}
      </div>
    </section>
  );
};

const OneApproval = ({ id }: { id: string }) => {
  const styles = useStyles();
  const approval = useResource(`approval/${id}`, (signal) => fetchApproval(id, { signal }));
  const deciding = useDecide(approval.put);
  return (
    <>
      <PageHeader title={approval.value?.preview.title ?? 'Proposal'} caption="Proposal" back={{ to: '/approvals', label: 'approvals' }} />
      {approval.problem && <ProblemNotice problem={approval.problem} onRetry={approval.reload} />}
      {!approval.value && approval.isLoading && <Spinner label="Reading the proposal" />}
      <div className={styles.list}>{approval.value && <OneCard approval={approval.value} deciding={deciding} />}</div>
    </>
  );
};

const PendingApprovals = () => {
  const pending = useResource('approvals', (signal) => fetchPendingApprovals({ signal }));
  useReadAgain(pending);
  const [decided, setDecided] = useState<DecidedHere>({});
  const deciding = useDecide((approval, { mayDecide }) =>
    setDecided((before) => ({ ...before, [approval.id]: { approval, waitedForYou: before[approval.id]?.waitedForYou ?? mayDecide } })),
  );
  const { forYou, forOthers } = shownApprovals(pending.value?.value ?? [], decided);
  const reread = () => {
    setDecided({});
    pending.reload();
  };
  return (
    <>
      <PageHeader
        title="Approvals"
        caption="What agents prepared, and who decides on it"
        actions={<Button appearance="subtle" icon={<RefreshIcon />} aria-label="Read again" onClick={reread} />}
      />
      {pending.problem && <ProblemNotice problem={pending.problem} onRetry={pending.reload} />}
      {!pending.value && pending.isLoading && <Spinner label="Reading what waits" style={{ marginTop: 60 }} />}
      {pending.value && forYou.length + forOthers.length === 0 && (
        <EmptyState icon={<ApprovalIcon />} title="Nothing waits for you">
          When an agent prepares a change that needs your Confirm, it appears here and in the conversation it came from. What you asked for and a
          second person decides on appears here too.
        </EmptyState>
      )}
      {forYou.length + forOthers.length > 0 && <Group title="Waits for you" none="Nothing." approvals={forYou} deciding={deciding} />}
      {forOthers.length > 0 && <Group title="Waits for others" none="" approvals={forOthers} deciding={deciding} />}
    </>
  );
};

/** Proposals that wait for the user, those of her own that wait for others, or one of them by its address. */
export const ApprovalsPage = () => {
  const { id } = useParams();
  const { rights } = useMe();
  if (!rights.mayApprove) {
    return (
      <EmptyState icon={<ApprovalIcon />} title="You cannot decide on proposals">
        For that you need the permission set SMART AGENTS USER or SMART AGENTS APPROVER. Ask your administrator to assign one to you.
      </EmptyState>
    );
  }
  return id === undefined ? <PendingApprovals /> : <OneApproval key={id} id={id} />;
};
