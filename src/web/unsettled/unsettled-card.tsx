import { Button, Field, Text, Textarea, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Problem } from '../../contracts/problem.ts';
import type { SettledEffectView, UnsettledEffect } from '../../contracts/unsettled-effects.ts';
import { settleEffect } from '../api/calls.ts';
import { PreviewContent } from '../approvals/preview-content.tsx';
import { Facts, type Fact } from '../shared/facts.tsx';
import { amount, exactMoment } from '../shared/format.ts';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { Section } from '../shared/section.tsx';
import { useNow } from '../shared/use-now.ts';

const useStyles = makeStyles({
  quiet: { display: 'block', color: tokens.colorNeutralForeground3, margin: '8px 0' },
  reason: { marginTop: '12px', maxWidth: '620px' },
  foot: { display: 'flex', flexWrap: 'wrap', gap: '8px', marginTop: '12px' },
});

const whatToLookFor = (effect: UnsettledEffect): readonly Fact[] => [
  { label: 'In company', value: effect.company },
  { label: 'Marked with', value: `[${effect.effectKey}]` },
  ...(effect.amount === null ? [] : [{ label: 'Amount', value: `${amount(effect.amount.value)} ${effect.amount.currency}` }]),
  { label: 'Asked of the ERP', value: exactMoment(effect.attemptedAt) },
  { label: 'For', value: effect.requestedBy },
  { label: 'Confirmed by', value: effect.confirmedBy ?? 'Nobody: it was made without asking' },
  { label: 'Our request', value: effect.clientRequestId },
  ...(effect.correlationId === null ? [] : [{ label: 'ERP correlation id', value: effect.correlationId }]),
  ...(effect.supportingRecords.length === 0 ? [] : [{ label: 'Made from', value: effect.supportingRecords.map(({ label }) => label).join(', ') }]),
  { label: 'Execution', value: <Link to={`/executions/${encodeURIComponent(effect.executionReference)}`}>{effect.executionReference}</Link> },
];

const Settling = ({ effect, onSettled }: { effect: UnsettledEffect; onSettled: (settled: SettledEffectView) => void }) => {
  const styles = useStyles();
  const now = useNow(5_000);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  if (!effect.maySettle) return <Text className={styles.quiet}>An approver, or {effect.requestedBy}, can settle this.</Text>;
  if (now.toISOString() < effect.settleableFrom) {
    return <Text className={styles.quiet}>The ERP may still be at it. You can settle it from {exactMoment(effect.settleableFrom)} on.</Text>;
  }
  const settle = async (found: 'done' | 'not_done') => {
    setBusy(true);
    const answer = await settleEffect(effect.approvalId, { found, reason: reason.trim() });
    setBusy(false);
    if (answer.ok) onSettled(answer.value);
    else setProblem(answer.problem);
  };
  const isReady = !isBusy && reason.trim() !== '';
  return (
    <>
      <Field label="What did you look at?" hint="Kept with the execution, with your name." required className={styles.reason}>
        <Textarea value={reason} maxLength={500} rows={2} resize="vertical" onChange={(_event, data) => setReason(data.value)} />
      </Field>
      <div className={styles.foot}>
        <Button disabled={!isReady} onClick={() => void settle('done')}>
          It is in the ERP
        </Button>
        <Button disabled={!isReady} onClick={() => void settle('not_done')}>
          It is not in the ERP
        </Button>
      </div>
      {problem && <ProblemNotice problem={problem} />}
    </>
  );
};

/** A change of which nobody knows whether it was made: what to look for in the ERP, and what was found there. */
export const UnsettledCard = ({ effect, onSettled }: { effect: UnsettledEffect; onSettled: (settled: SettledEffectView) => void }) => {
  const styles = useStyles();
  return (
    <div data-testid="unsettled-effect">
      <Section title={effect.preview?.title ?? effect.tool.title} hint={`${effect.agent.name} asked the ERP for this, and the answer was lost.`}>
        <Facts facts={whatToLookFor(effect)} />
        {effect.preview ? (
          <PreviewContent approval={{ id: effect.approvalId, preview: effect.preview, changedSince: [] }} isOpen />
        ) : (
          <Text size={200} className={styles.quiet}>
            What it says is shown only to {effect.requestedBy}.
          </Text>
        )}
        <Settling effect={effect} onSettled={onSettled} />
      </Section>
    </div>
  );
};
