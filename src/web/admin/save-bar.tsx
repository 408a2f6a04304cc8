import { Button, Spinner, Text, makeStyles, tokens } from '@fluentui/react-components';
import type { Problem } from '../../contracts/problem.ts';
import { ProblemNotice } from '../shared/problem-notice.tsx';

const useStyles = makeStyles({
  bar: {
    position: 'sticky',
    bottom: '-28px',
    zIndex: 5,
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    padding: '10px 16px',
    marginTop: tokens.spacingVerticalM,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorBrandStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow8,
  },
  words: { flexGrow: 1 },
  problem: { marginTop: tokens.spacingVerticalM },
});

interface SaveBarProps {
  readonly isChanged: boolean;
  readonly isSaving: boolean;
  readonly problem: Problem | undefined;
  readonly onSave: () => void;
  readonly onReset: () => void;
  /** Reads the newer version, where somebody else changed it meanwhile. */
  readonly onReload: () => void;
}

/** Appears when something is changed: save, or drop the changes. */
export const SaveBar = ({ isChanged, isSaving, problem, onSave, onReset, onReload }: SaveBarProps) => {
  const styles = useStyles();
  const isStale = problem?.status === 412 || problem?.status === 409;
  return (
    <>
      {problem && (
        <div className={styles.problem}>
          <ProblemNotice problem={problem} onRetry={isStale ? onReload : undefined} />
        </div>
      )}
      {isChanged && (
        <div className={styles.bar} role="region" aria-label="Unsaved changes">
          <Text className={styles.words}>Changes take effect at once when you save, in running turns too.</Text>
          <Button onClick={onReset} disabled={isSaving}>
            Drop changes
          </Button>
          <Button appearance="primary" onClick={onSave} disabled={isSaving} icon={isSaving ? <Spinner size="extra-tiny" /> : undefined}>
            Save
          </Button>
        </div>
      )}
    </>
  );
};
