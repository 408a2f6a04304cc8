import { Text, makeStyles } from '@fluentui/react-components';
import { useId } from 'react';
import type { ApprovalOverview } from '../../contracts/approvals.ts';
import { Facts } from '../shared/facts.tsx';
import { exactMoment } from '../shared/format.ts';
import { StatusTag } from '../shared/status-tag.tsx';
import { useMe } from '../shell/me.tsx';
import { deciderWords, waitsForWords } from './asking-words.ts';
import { cardStyle } from './card-style.ts';
import { WhyItAsks } from './why-it-asks.tsx';

const useStyles = makeStyles(cardStyle);

/** A proposal for somebody who was not asked: what became of it and why it asked, and that its content is not for her. */
export const OverviewCard = ({ approval }: { approval: ApprovalOverview }) => {
  const styles = useStyles();
  const id = useId();
  const viewer = useMe().me.user.displayName;
  const isPending = approval.status === 'pending';
  return (
    <article className={styles.card} aria-labelledby={id} data-testid="overview-card" data-status={approval.status}>
      <div className={styles.head}>
        <Text id={id} weight="semibold" as="h3" style={{ margin: 0 }}>
          {approval.tool.title}
          {approval.version > 1 ? ` · version ${approval.version}` : ''}
        </Text>
        <StatusTag status={approval.status} {...(isPending ? { label: waitsForWords(approval) } : {})} size="small" />
      </div>
      <Text size={200} className={styles.quiet}>
        What it says is shown only to those who were asked.
      </Text>
      <Facts
        isSingleColumn
        facts={[
          { label: 'Asked for by', value: approval.requestedBy },
          ...(isPending ? [{ label: 'Waits for', value: deciderWords(approval, viewer) }] : []),
          { label: 'Requested', value: exactMoment(approval.requestedAt) },
          ...(isPending ? [{ label: 'Expires', value: exactMoment(approval.expiresAt) }] : []),
          ...(approval.decidedAt === null
            ? []
            : [{ label: 'Decided', value: `${exactMoment(approval.decidedAt)}${approval.decidedBy === null ? '' : ` by ${approval.decidedBy}`}` }]),
        ]}
      />
      <WhyItAsks approval={approval} />
    </article>
  );
};
