import { Button, Spinner, Text, makeStyles, tokens } from '@fluentui/react-components';
import type { Problem } from '../../contracts/problem.ts';
import { ProblemNotice } from '../shared/problem-notice.tsx';

const useStyles = makeStyles({
  dock: { position: 'sticky', bottom: '-28px', zIndex: 5, marginTop: tokens.spacingVerticalM },
  bar: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    padding: '10px 16px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorBrandStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow8,
  },
  words: { flexGrow: 1 },
  problem: { marginBottom: tokens.spacingVerticalS },
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

/** Appears when something is changed: save, or drop the changes. Why a save failed stands with its button, where the user is looking. */
export const SaveBar = ({ isChanged, isSaving, problem, onSave, onReset, onReload }: SaveBarProps) => {
  const styles = useStyles();
  const isStale = problem?.status === 412 || problem?.status === 409;
  if (!problem && !isChanged) return null;
  return (
    <div className={styles.dock}>
      {problem && (
        <div className={styles.problem}>
          <ProblemNotice problem={problem} onRetry={isStale ? onReload : undefined} retryLabel="Load it again" />
        </div>
      )}
      {isChanged && (
        <div className={styles.bar} role="region" aria-label="Unsaved changes">
          <Text className={styles.words}>
            What you save takes effect at once, in running turns too; what gives more room may wait for a second admin.
          </Text>
          <Button onClick={onReset} disabled={isSaving}>
            Drop changes
          </Button>
          <Button appearance="primary" onClick={onSave} disabled={isSaving} icon={isSaving ? <Spinner size="extra-tiny" /> : undefined}>
            Save
          </Button>
        </div>
      )}
    </div>
  );
};
