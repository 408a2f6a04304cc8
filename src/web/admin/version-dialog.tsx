import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, Spinner, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { AgentView, VersionComparison } from '../../contracts/admin.ts';
import type { Problem } from '../../contracts/problem.ts';
import { compareVersions, rollBack } from '../api/admin-calls.ts';
import { useResource } from '../api/use-resource.ts';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { NameErasedNote } from '../shared/version-hash.tsx';
import { ChangeTable } from './change-table.tsx';
import { useTellSaved } from './waiting.tsx';

interface VersionDialogProps {
  readonly agent: AgentView;
  readonly version: number;
  readonly onClose: () => void;
  readonly onRolledBack: (agent: AgentView) => void;
}

const Differences = ({ comparison }: { comparison: VersionComparison }) =>
  comparison.changes.length === 0 ? (
    <Text>The two versions are the same.</Text>
  ) : (
    <>
      <Text>Rolling back makes a new version that is equal to version {comparison.to.version}:</Text>
      <ChangeTable label="Differences" changes={comparison.changes} />
      {comparison.changes.some(({ widens }) => widens) && (
        <Text>What widens waits for a second admin, where your organisation has one; everything else takes effect at once.</Text>
      )}
    </>
  );

const Comparison = ({ comparison }: { comparison: VersionComparison }) => (
  <>
    {[comparison.from, comparison.to].map(
      ({ version, nameErased }) => nameErased && <NameErasedNote key={version} of={`the texts of version ${version}`} />,
    )}
    <Differences comparison={comparison} />
  </>
);

/** What would change if the agent went back to an earlier version, and doing it. */
export const VersionDialog = ({ agent, version, onClose, onRolledBack }: VersionDialogProps) => {
  const tellSaved = useTellSaved();
  const comparison = useResource(`compare/${agent.id}/${agent.version}/${version}`, (signal) =>
    compareVersions(agent.id, { from: agent.version, to: version }, { signal }),
  );
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    const answer = await rollBack(agent, version);
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    tellSaved(answer, `Rolled back to version ${version}.`);
    onRolledBack(answer.value);
  };
  const shownProblem = problem ?? comparison.problem;
  return (
    <Dialog open onOpenChange={(_event, data) => !data.open && onClose()}>
      <DialogSurface style={{ maxWidth: 820 }}>
        <DialogBody>
          <DialogTitle>
            Version {agent.version} and version {version}
          </DialogTitle>
          <DialogContent style={{ display: 'flex', flexDirection: 'column', gap: 12 }}>
            {shownProblem && <ProblemNotice problem={shownProblem} />}
            {comparison.value ? <Comparison comparison={comparison.value} /> : comparison.isLoading && <Spinner label="Comparing" />}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>Close</Button>
            <Button appearance="primary" disabled={isBusy || (comparison.value?.changes.length ?? 0) === 0} onClick={() => void go()}>
              Roll back to version {version}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
};
