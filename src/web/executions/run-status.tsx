import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ExecutionSummary } from '../../contracts/executions.ts';
import { StatusTag } from '../shared/status-tag.tsx';

const useStyles = makeStyles({
  tags: { display: 'inline-flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS, alignItems: 'center' },
  stacked: { flexDirection: 'column', flexWrap: 'nowrap', alignItems: 'flex-start', padding: '5px 0' },
});

const waitWords = ({ waitingFor }: Pick<ExecutionSummary['waitingInErp'][number], 'waitingFor'>): string =>
  waitingFor === null || waitingFor === '' ? 'Waiting in the ERP' : `Waiting in the ERP for ${waitingFor}`;

interface RunStatusProps {
  readonly status: ExecutionSummary['status'];
  /** What the ERP's own approval took over, as far as nobody has decided there. */
  readonly waitingInErp: readonly Pick<ExecutionSummary['waitingInErp'][number], 'waitingFor'>[];
  /** Small: below one another, for a column of a table. */
  readonly size?: 'small' | 'medium';
}

/** How a run stands, and for whom it waits in the ERP: a run that has ended is not over while the ERP decides. */
export const RunStatus = ({ status, waitingInErp, size = 'medium' }: RunStatusProps) => {
  const styles = useStyles();
  return (
    <span className={mergeClasses(styles.tags, size === 'small' && styles.stacked)}>
      <StatusTag status={status} size={size} />
      {[...new Set(waitingInErp.map(waitWords))].map((words) => (
        <StatusTag key={words} status="waiting" label={words} size={size} isWrapped={size === 'small'} />
      ))}
    </span>
  );
};
