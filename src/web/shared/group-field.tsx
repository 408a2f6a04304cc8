import { Text, makeStyles, tokens } from '@fluentui/react-components';
import { useId, type ReactNode } from 'react';
import { ErrorIcon } from './icons.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', minWidth: 0, marginBottom: '10px' },
  label: { marginBottom: '2px' },
  star: { color: tokens.colorPaletteRedForeground3, paddingLeft: '4px' },
  hint: { color: tokens.colorNeutralForeground3, marginTop: '4px' },
  problem: { display: 'flex', alignItems: 'center', gap: '4px', color: tokens.colorPaletteRedForeground1, marginTop: '4px' },
});

interface GroupFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly isRequired?: boolean;
  readonly problem?: string | undefined;
  readonly children: ReactNode;
}

/** A field of several controls, each with a name of its own: the label names them together, and what is wrong stands below. */
export const GroupField = ({ label, hint, isRequired = false, problem, children }: GroupFieldProps) => {
  const styles = useStyles();
  const id = useId();
  return (
    <div className={styles.root} role="group" aria-labelledby={id}>
      <Text id={id} className={styles.label}>
        {label}
        {isRequired && (
          <span aria-hidden className={styles.star}>
            *
          </span>
        )}
      </Text>
      {children}
      {problem !== undefined && (
        <Text size={200} role="alert" className={styles.problem}>
          <ErrorIcon aria-hidden /> {problem}
        </Text>
      )}
      {hint !== undefined && (
        <Text size={200} className={styles.hint}>
          {hint}
        </Text>
      )}
    </div>
  );
};
