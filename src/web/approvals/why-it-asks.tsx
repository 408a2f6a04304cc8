import { MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import type { ApprovalOverview } from '../../contracts/approvals.ts';
import { counted } from '../shared/format.ts';

const useStyles = makeStyles({
  root: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    '& summary': {
      cursor: 'pointer',
      color: tokens.colorNeutralForeground3,
      borderRadius: tokens.borderRadiusSmall,
      ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    },
  },
  list: { margin: '4px 0 0', paddingLeft: '18px' },
  rule: { color: tokens.colorNeutralForeground3 },
});

/** Says openly, not folded away, that outsiders' words came before a proposal: whoever decides should know what may have led to it. */
export const TrustNote = ({ basis }: Pick<ApprovalOverview, 'basis'>) => {
  const reason = basis.find(({ layer }) => layer === 'trust');
  return reason ? (
    <MessageBar intent="warning" layout="multiline" data-testid="trust-note">
      <MessageBarBody>{reason.message} So it asks: confirm it only if you would want it without those words.</MessageBarBody>
    </MessageBar>
  ) : null;
};

/** The rules that made a proposal ask, and the records it was made from. */
export const WhyItAsks = ({ approval }: { approval: Pick<ApprovalOverview, 'basis' | 'supportingRecords' | 'mayBePartial'> }) => {
  const styles = useStyles();
  const { basis, supportingRecords } = approval;
  return (
    <details className={styles.root}>
      <summary>
        Why it asks{supportingRecords.length > 0 ? `, and the ${counted(supportingRecords.length, 'record')} behind it` : ''}
        {approval.mayBePartial ? ' (may be partial)' : ''}
      </summary>
      <ul className={styles.list}>
        {basis.map((reason) => (
          <li key={`${reason.layer}/${reason.rule}`}>
            {reason.message} <span className={styles.rule}>({reason.setting})</span>
          </li>
        ))}
        {approval.mayBePartial && <li>The ERP may have left out records that you may not see.</li>}
        {supportingRecords.map((record) => (
          <li key={`${record.entitySet}/${record.id}`} className={styles.rule}>
            {record.label}
          </li>
        ))}
      </ul>
    </details>
  );
};
