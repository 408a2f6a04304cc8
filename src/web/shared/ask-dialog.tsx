import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { Problem } from '../../contracts/problem.ts';
import type { Answer } from '../api/answer.ts';
import { ProblemNotice } from './problem-notice.tsx';

interface AskDialogProps<Value> {
  readonly title: string;
  /** What the button says that does it. */
  readonly action: string;
  readonly isReady?: boolean;
  readonly children: ReactNode;
  readonly act: () => Promise<Answer<Value>>;
  readonly onDone: (value: Value) => void;
  readonly onClose: () => void;
}

/** Asks for what one step needs and takes it; stays open with the problem where it is refused. */
export const AskDialog = <Value,>({ title, action, isReady = true, children, act, onDone, onClose }: AskDialogProps<Value>) => {
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    const answer = await act();
    setBusy(false);
    if (answer.ok) onDone(answer.value);
    else setProblem(answer.problem);
  };
  return (
    <Dialog open onOpenChange={(_event, data) => !data.open && onClose()}>
      <DialogSurface style={{ maxWidth: 520 }}>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent style={{ display: 'flex', flexDirection: 'column', gap: 12 }}>
            {children}
            {problem && <ProblemNotice problem={problem} />}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>Cancel</Button>
            <Button appearance="primary" disabled={!isReady || isBusy} onClick={() => void go()}>
              {action}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
};
