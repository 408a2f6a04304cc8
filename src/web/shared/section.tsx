import { Subtitle2, makeStyles, tokens } from '@fluentui/react-components';
import { useId, type ReactNode } from 'react';

const useStyles = makeStyles({
  root: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    padding: '14px 16px 16px',
    marginBottom: tokens.spacingVerticalM,
  },
  head: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minHeight: '28px', marginBottom: tokens.spacingVerticalS },
  title: { flexGrow: 1 },
  hint: {
    display: 'block',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    marginBottom: tokens.spacingVerticalS,
    maxWidth: '760px',
  },
});

/** A titled part of a card page. */
export const Section = ({ title, hint, actions, children }: { title: string; hint?: string; actions?: ReactNode; children: ReactNode }) => {
  const styles = useStyles();
  const id = useId();
  return (
    <section className={styles.root} aria-labelledby={id}>
      <div className={styles.head}>
        <Subtitle2 as="h2" id={id} className={styles.title}>
          {title}
        </Subtitle2>
        {actions}
      </div>
      {hint !== undefined && <span className={styles.hint}>{hint}</span>}
      {children}
    </section>
  );
};
