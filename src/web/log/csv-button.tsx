import { Button, Spinner } from '@fluentui/react-components';
import { useState } from 'react';
import { systemClock, isoDate } from '../../kernel/clock.ts';
import type { Answer } from '../api/answer.ts';
import { DownloadIcon } from '../shared/icons.ts';
import { useNotices } from '../shared/notices.tsx';
import { saveFile } from '../shared/save-file.ts';

/** Saves everything a query finds; the file's name ends in the day. */
export const CsvButton = ({ name, fetchCsv }: { name: string; fetchCsv: () => Promise<Answer<Blob>> }) => {
  const { tellProblem } = useNotices();
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    const answer = await fetchCsv();
    setBusy(false);
    if (answer.ok) saveFile(answer.value, `${name}-${isoDate(systemClock.now())}.csv`);
    else tellProblem(answer.problem);
  };
  return (
    <Button icon={isBusy ? <Spinner size="extra-tiny" /> : <DownloadIcon />} disabled={isBusy} onClick={() => void save()} data-testid="csv">
      CSV
    </Button>
  );
};
