import { Button, Spinner } from '@fluentui/react-components';
import { useState } from 'react';
import { fetchEvidence } from '../api/calls.ts';
import { DownloadIcon } from '../shared/icons.ts';
import { useNotices } from '../shared/notices.tsx';
import { saveFile } from '../shared/save-file.ts';

/** Downloads a run's evidence: one signed file. */
export const EvidenceButton = ({ reference }: { reference: string }) => {
  const { tellProblem } = useNotices();
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    const answer = await fetchEvidence(reference);
    setBusy(false);
    if (answer.ok) saveFile(answer.value, `evidence-${reference}.json`);
    else tellProblem(answer.problem);
  };
  return (
    <Button icon={isBusy ? <Spinner size="extra-tiny" /> : <DownloadIcon />} disabled={isBusy} onClick={() => void save()} data-testid="evidence">
      Evidence
    </Button>
  );
};
