import { Button, Field, Text, Textarea, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { PendingChangeView } from '../../contracts/pending-changes.ts';
import type { Problem } from '../../contracts/problem.ts';
import { decidePendingChange } from '../api/admin-calls.ts';
import { exactMoment, inWords } from '../shared/format.ts';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { Section } from '../shared/section.tsx';
import { StatusTag } from '../shared/status-tag.tsx';
import { ChangeTable } from './change-table.tsx';

const useStyles = makeStyles({
  who: { display: 'block', color: tokens.colorNeutralForeground3, marginBottom: '8px' },
  foot: { display: 'flex', flexWrap: 'wrap', gap: '8px', marginTop: '12px', alignItems: 'end' },
  reason: { flexGrow: 1, maxWidth: '420px' },
  problem: { marginTop: '12px' },
});

type Decision = PendingChangeView['decisions'][number];

const ended = ({ status, decidedBy, decidedAt, reason }: PendingChangeView): string =>
  `${inWords(status)} by ${decidedBy ?? 'nobody'}, ${exactMoment(decidedAt)}${reason === null ? '' : `: ${reason}`}`;

const Deciding = ({ change, onDecided }: { change: PendingChangeView; onDecided: () => void }) => {
  const styles = useStyles();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const can = (decision: Decision) => change.decisions.includes(decision);
  const decide = async (decision: Decision) => {
    setBusy(true);
    const answer = await decidePendingChange(change.id, { decision, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) });
    setBusy(false);
    if (answer.ok) onDecided();
    else setProblem(answer.problem);
  };
  return (
    <>
      <div className={styles.foot}>
        {can('approve') && (
          <Field label="Reason" hint="Needed to reject; kept in the change log." className={styles.reason}>
            <Textarea value={reason} maxLength={400} rows={1} resize="vertical" onChange={(_event, data) => setReason(data.value)} />
          </Field>
        )}
        {can('approve') && (
          <Button appearance="primary" disabled={isBusy} onClick={() => void decide('approve')}>
            Approve
          </Button>
        )}
        {can('reject') && (
          <Button disabled={isBusy || reason.trim() === ''} onClick={() => void decide('reject')}>
            Reject
          </Button>
        )}
        {can('withdraw') && (
          <Button disabled={isBusy} onClick={() => void decide('withdraw')}>
            Withdraw
          </Button>
        )}
      </div>
      {problem && (
        <div className={styles.problem}>
          <ProblemNotice problem={problem} onRetry={onDecided} retryLabel="Load it again" />
        </div>
      )}
    </>
  );
};

/** Things whose name says what they are. */
const saysWhatItIs: ReadonlySet<string> = new Set(['legalHold', 'erasure']);

/** A change that waits for a second admin: who asked, what would change, and what the viewer may do with it. */
export const PendingChangeCard = ({ change, onDecided }: { change: PendingChangeView; onDecided: () => void }) => {
  const styles = useStyles();
  const title = saysWhatItIs.has(change.subjectType) ? change.subjectName : `${inWords(change.subjectType)} ${change.subjectName}`;
  return (
    <Section title={title} actions={<StatusTag status={change.status} size="small" />}>
      <Text size={200} className={styles.who}>
        Asked by {change.askedBy}, {exactMoment(change.askedAt)}. {change.status === 'pending' ? 'Not in force yet.' : ended(change)}
      </Text>
      <ChangeTable label={`What would change: ${title}`} changes={change.changes} />
      {change.decisions.length > 0 && <Deciding change={change} onDecided={onDecided} />}
    </Section>
  );
};
