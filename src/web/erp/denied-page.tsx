import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { Problem } from '../../contracts/problem.ts';
import { EmptyState } from '../shared/empty-state.tsx';
import { DeniedIcon } from '../shared/icons.ts';
import { ProblemNotice } from '../shared/problem-notice.tsx';

const useStyles = makeStyles({
  said: {
    display: 'block',
    marginTop: tokens.spacingVerticalS,
    padding: '8px 12px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground4,
    fontSize: tokens.fontSizeBase200,
    textAlign: 'start',
  },
});

/** Stands where the ERP gave no records: a calm explanation for a denial, a notice with a retry for anything else. */
export const ErpProblem = ({ problem, onRetry }: { problem: Problem; onRetry: () => void }) => {
  const styles = useStyles();
  if (problem.code !== 'erp_denied') return <ProblemNotice problem={problem} onRetry={onRetry} />;
  return (
    <EmptyState icon={<DeniedIcon />} title={problem.title} testId="denial" actions={<Button onClick={onRetry}>Try again</Button>}>
      The ERP decides what you may read, and agents never see more than you. {problem.remedy}
      <span className={styles.said}>The ERP said: {problem.detail}</span>
    </EmptyState>
  );
};
