import { MessageBar, MessageBarBody, MessageBarTitle, makeStyles } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { HealthView } from '../../contracts/health.ts';
import { fetchHealth } from '../api/health-call.ts';

const useStyles = makeStyles({ bars: { display: 'flex', flexDirection: 'column', gap: '8px', marginBottom: '12px' } });

/** How often it is looked at while the page is open. */
const lookMillis = 30_000;

/** Says on the admin's first page what is wrong with the program and what to do; nothing while all is well. */
export const HealthNotice = () => {
  const styles = useStyles();
  const [health, setHealth] = useState<HealthView | null>(null);
  useEffect(() => {
    const left = new AbortController();
    const look = (): void => void fetchHealth(left.signal).then((found) => left.signal.aborted || setHealth(found));
    look();
    const timer = setInterval(look, lookMillis);
    return () => {
      left.abort();
      clearInterval(timer);
    };
  }, []);
  if (health === null || health.complaints.length === 0) return null;
  return (
    <section className={styles.bars} aria-label="Health">
      {health.complaints.map(({ part, severity, what, remedy }) => (
        <MessageBar key={part} intent={severity === 'not_ready' ? 'error' : 'warning'} layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{what}</MessageBarTitle>
            {remedy}
          </MessageBarBody>
        </MessageBar>
      ))}
    </section>
  );
};
