import { Text, makeStyles, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import type { ApprovalOverview } from '../../contracts/approvals.ts';
import { Facts } from '../shared/facts.tsx';
import { exactMoment } from '../shared/format.ts';
import { StatusTag } from '../shared/status-tag.tsx';
import { WhyItAsks } from './why-it-asks.tsx';

const useStyles = makeStyles({
  card: {
    display: 'flex',
    flexDirection: 'column',
    gap: '10px',
    padding: '12px 14px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  head: { display: 'flex', alignItems: 'flex-start', gap: '8px', justifyContent: 'space-between' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** A proposal for somebody who was not asked: what became of it and why it asked, and that its content is not for her. */
export const OverviewCard = ({ approval }: { approval: ApprovalOverview }) => {
  const styles = useStyles();
  const id = useId();
  return (
    <article className={styles.card} aria-labelledby={id} data-testid="overview-card" data-status={approval.status}>
      <div className={styles.head}>
        <Text id={id} weight="semibold" as="h3" style={{ margin: 0 }}>
          {approval.tool.title}
          {approval.version > 1 ? ` · version ${approval.version}` : ''}
        </Text>
        <StatusTag status={approval.status} size="small" />
      </div>
      <Text size={200} className={styles.quiet}>
        What it says is shown only to those who were asked.
      </Text>
      <Facts
        isSingleColumn
        facts={[
          { label: 'Requested', value: exactMoment(approval.requestedAt) },
          ...(approval.status === 'pending' ? [{ label: 'Expires', value: exactMoment(approval.expiresAt) }] : []),
          ...(approval.decidedAt === null
            ? []
            : [{ label: 'Decided', value: `${exactMoment(approval.decidedAt)}${approval.decidedBy === null ? '' : ` by ${approval.decidedBy}`}` }]),
        ]}
      />
      <WhyItAsks approval={approval} />
    </article>
  );
};
