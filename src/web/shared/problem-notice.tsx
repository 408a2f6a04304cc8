import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle, makeStyles, tokens } from '@fluentui/react-components';
import type { Problem } from '../../contracts/problem.ts';

const useStyles = makeStyles({
  bar: { alignItems: 'start', paddingTop: tokens.spacingVerticalS, paddingBottom: tokens.spacingVerticalS },
  remedy: { display: 'block', marginTop: '2px' },
  fields: { margin: '4px 0 0', paddingLeft: '18px' },
  request: { display: 'block', marginTop: '2px', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** Says what went wrong, what would help, and offers to try again where that makes sense. */
export const ProblemNotice = ({
  problem,
  onRetry,
  retryLabel = 'Try again',
  onDismiss,
}: {
  problem: Problem;
  onRetry?: (() => void) | undefined;
  retryLabel?: string;
  onDismiss?: (() => void) | undefined;
}) => {
  const styles = useStyles();
  return (
    <MessageBar
      intent={problem.status === 409 || problem.status === 412 ? 'warning' : 'error'}
      layout="multiline"
      className={styles.bar}
      role="alert"
    >
      <MessageBarBody>
        <MessageBarTitle>{problem.title}</MessageBarTitle>
        {problem.detail}
        {problem.remedy !== undefined && <span className={styles.remedy}>{problem.remedy}</span>}
        {problem.fields && problem.fields.length > 0 && (
          <ul className={styles.fields}>
            {problem.fields.map((fault) => (
              <li key={`${fault.field}:${fault.message}`}>
                <b>{fault.field}</b>: {fault.message}
              </li>
            ))}
          </ul>
        )}
        {problem.requestId !== undefined && <span className={styles.request}>Reference for support: {problem.requestId}</span>}
      </MessageBarBody>
      {(onRetry ?? onDismiss) && (
        <MessageBarActions>
          {onRetry && (
            <Button size="small" onClick={onRetry}>
              {retryLabel}
            </Button>
          )}
          {onDismiss && (
            <Button size="small" appearance="transparent" onClick={onDismiss}>
              Dismiss
            </Button>
          )}
        </MessageBarActions>
      )}
    </MessageBar>
  );
};
