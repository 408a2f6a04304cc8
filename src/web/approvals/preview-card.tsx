import { Spinner, Text, Tooltip, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useId, useRef } from 'react';
import { Link } from 'react-router';
import type { ApprovalDecision, ApprovalDecisionResult, ApprovalStatus, ApprovalView } from '../../contracts/approvals.ts';
import type { Answer } from '../api/answer.ts';
import { erpPages } from '../erp/erp-pages.tsx';
import { exactMoment, moment, timeLeft } from '../shared/format.ts';
import { StatusTag } from '../shared/status-tag.tsx';
import { useNow } from '../shared/use-now.ts';
import { useMe } from '../shell/me.tsx';
import { askedByWords, waitsForWords } from './asking-words.ts';
import { cardStyle } from './card-style.ts';
import { DecideForm } from './decide-form.tsx';
import { PreviewContent } from './preview-content.tsx';
import { linkIn } from './result-link.ts';
import { TrustNote, WhyItAsks } from './why-it-asks.tsx';

const useStyles = makeStyles({
  ...cardStyle,
  card: {
    ...cardStyle.card,
    outlineStyle: 'none',
    boxShadow: `inset 3px 0 0 ${tokens.colorNeutralStroke1}`,
  },
  waits: { border: `1px solid ${tokens.colorBrandStroke2}`, boxShadow: `inset 3px 0 0 ${tokens.colorBrandStroke1}, ${tokens.shadow4}` },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  askedBy: { ...cardStyle.quiet, marginTop: '-8px' },
  result: { '& a': { color: tokens.colorBrandForegroundLink } },
  soon: { color: tokens.colorPaletteRedForeground1 },
});

interface PreviewCardProps {
  readonly approval: ApprovalView;
  readonly onDecide: (decision: ApprovalDecision) => Promise<Answer<ApprovalDecisionResult>>;
  readonly onEdited?: (approval: ApprovalView) => void;
  /** Shows which agent asks; in a conversation that is known. */
  readonly showsAgent?: boolean;
}

const statusLabels: Record<Exclude<ApprovalStatus, 'pending'>, string> = {
  committing: 'Being written',
  committed: 'Confirmed',
  failed: 'Failed',
  unknown: 'Outcome unknown',
  rejected: 'Rejected',
  expired: 'Expired',
  withdrawn: 'Withdrawn',
  cancelled: 'Cancelled',
  superseded: 'Replaced',
  undecryptable: 'Cannot be read',
};

/** What a state means, and what to do next; empty where nothing needs saying. */
const whatNow: Record<ApprovalStatus, string> = {
  pending: '',
  committing: 'It is being written now.',
  committed: '',
  failed: 'Nothing was written. Ask the agent to prepare it again.',
  unknown: 'It may or may not have been written. It is being checked; do not repeat it before that is settled.',
  rejected: 'Nothing was written.',
  expired: 'Nobody decided in time, and nothing was written. Ask the agent to prepare it again.',
  withdrawn: 'The agent or its owner took it back. Nothing was written.',
  cancelled: 'The turn was stopped. Nothing was written.',
  superseded: 'A newer version takes its place.',
  undecryptable: 'The key to this proposal is lost, so it cannot be carried out. Ask the agent to prepare it again.',
};

const labelOf = (approval: ApprovalView): string => (approval.status === 'pending' ? waitsForWords(approval) : statusLabels[approval.status]);

const ResultLine = ({ line }: { line: string }) => {
  const link = linkIn(line, erpPages);
  if (!link) return <b>{line} </b>;
  return (
    <b className={useStyles().result}>
      {link.before}
      <Link to={link.to}>{link.label}</Link>
      {link.after}{' '}
    </b>
  );
};

const Decided = ({ approval }: { approval: ApprovalView }) => {
  const styles = useStyles();
  const who =
    approval.decidedBy === null
      ? ''
      : `${labelOf(approval)} by ${approval.decidedBy}${approval.decidedAt === null ? '' : `, ${moment(approval.decidedAt)}`}. `;
  const reason = approval.reason === null ? '' : `Reason: ${approval.reason.replace(/[.\s]+$/, '')}. `;
  return (
    <Text size={200} className={styles.quiet} role="status">
      {approval.status === 'committing' && <Spinner size="extra-tiny" style={{ display: 'inline-flex', marginRight: 6 }} />}
      {who}
      {reason}
      {approval.resultLine !== null && <ResultLine line={approval.resultLine} />}
      {whatNow[approval.status]}
    </Text>
  );
};

const Expiry = ({ until }: { until: string }) => {
  const styles = useStyles();
  const now = useNow(10_000);
  const isSoon = new Date(until).getTime() - now.getTime() < 300_000;
  return (
    <Tooltip content={exactMoment(until)} relationship="description">
      <span className={mergeClasses(isSoon && styles.soon)}> · expires {timeLeft(until, now)}</span>
    </Tooltip>
  );
};

/** A proposal for one outcome: what would be written, who asked, why it asks, and the buttons of whoever decides or may take it back; later, what came of it. */
export const PreviewCard = ({ approval, onDecide, onEdited, showsAgent = false }: PreviewCardProps) => {
  const styles = useStyles();
  const id = useId();
  const viewer = useMe().me.user.displayName;
  const isPending = approval.status === 'pending';
  const card = useRef<HTMLElement>(null);
  const decideAndKeepFocus: PreviewCardProps['onDecide'] = async (decision) => {
    const answer = await onDecide(decision);
    // The pressed button is gone or disabled by now: the keyboard goes on from the card.
    card.current?.focus({ preventScroll: true });
    return answer;
  };
  return (
    <article
      ref={card}
      tabIndex={-1}
      className={mergeClasses(styles.card, isPending && approval.mayDecide && styles.waits)}
      aria-labelledby={id}
      data-testid="preview-card"
      data-status={approval.status}
    >
      <div className={styles.head}>
        <div className={styles.words}>
          <Text size={200} className={styles.quiet}>
            {showsAgent ? `${approval.agent.name} · ` : ''}
            {approval.tool.title}
            {approval.version > 1 ? ` · version ${approval.version}` : ''}
            {isPending && <Expiry until={approval.expiresAt} />}
          </Text>
          <Text id={id} weight="semibold" as="h3" style={{ margin: 0 }}>
            {approval.preview.title}
          </Text>
        </div>
        <StatusTag status={approval.status} label={labelOf(approval)} size="small" />
      </div>
      <Text size={200} className={styles.askedBy} data-testid="asked-by">
        {askedByWords(approval, viewer)}
        {approval.editedBy === null ? '' : `. Edited by ${approval.editedBy === viewer ? 'you' : approval.editedBy}`}
      </Text>
      <Text size={200}>{approval.preview.summary}</Text>
      <PreviewContent approval={approval} isOpen={isPending} />
      {isPending && <TrustNote basis={approval.basis} />}
      <WhyItAsks approval={approval} />
      {isPending ? (
        <DecideForm key={approval.version} approval={approval} viewer={viewer} onDecide={decideAndKeepFocus} onEdited={onEdited} />
      ) : (
        <Decided approval={approval} />
      )}
    </article>
  );
};
