import { Subtitle2, Text, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    textAlign: 'center',
    gap: tokens.spacingVerticalS,
    padding: '48px 24px',
    maxWidth: '460px',
    margin: '0 auto',
  },
  icon: { display: 'flex', fontSize: '32px', color: tokens.colorNeutralForeground4, marginBottom: tokens.spacingVerticalXS },
  body: { color: tokens.colorNeutralForeground2 },
  actions: { display: 'flex', gap: tokens.spacingHorizontalS, marginTop: tokens.spacingVerticalS },
});

/** Stands where there is nothing to show: says why, and what to do next. */
export const EmptyState = ({
  icon,
  title,
  children,
  actions,
  testId,
}: {
  icon: ReactNode;
  title: string;
  children: ReactNode;
  actions?: ReactNode;
  testId?: string;
}) => {
  const styles = useStyles();
  return (
    <div className={styles.root} data-testid={testId}>
      <span className={styles.icon} aria-hidden>
        {icon}
      </span>
      <Subtitle2 as="h2">{title}</Subtitle2>
      <Text align="center" className={styles.body}>
        {children}
      </Text>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
};
