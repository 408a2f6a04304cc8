import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  Textarea,
  useRestoreFocusTarget,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { AgentView } from '../../contracts/admin.ts';
import type { Problem } from '../../contracts/problem.ts';
import { changeLifecycle } from '../api/admin-calls.ts';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { lifecycleWords } from './lifecycle.ts';

type Move = AgentView['moves'][number];

interface StepDialogProps {
  readonly agent: AgentView;
  readonly move: Move;
  readonly onClose: () => void;
  readonly onDone: (agent: AgentView) => void;
}

const StepDialog = ({ agent, move, onClose, onDone }: StepDialogProps) => {
  const step = lifecycleWords(agent.lifecycle, move.to);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    const answer = await changeLifecycle(agent, { to: move.to, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) });
    setBusy(false);
    if (answer.ok) onDone(answer.value);
    else setProblem(answer.problem);
  };
  return (
    <Dialog open onOpenChange={(_event, data) => !data.open && onClose()}>
      <DialogSurface style={{ maxWidth: 460 }}>
        <DialogBody>
          <DialogTitle>
            {step.label}: {agent.name}
          </DialogTitle>
          <DialogContent style={{ display: 'flex', flexDirection: 'column', gap: 12 }}>
            {step.effect}
            <Field label="Reason" hint="Kept in the change log." required={move.needsReason}>
              <Textarea value={reason} maxLength={400} onChange={(_event, data) => setReason(data.value)} />
            </Field>
            {problem && <ProblemNotice problem={problem} />}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>Cancel</Button>
            <Button appearance="primary" disabled={isBusy || (move.needsReason && reason.trim() === '')} onClick={() => void go()}>
              {step.label}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
};

/** The steps an admin can take with an agent, each with its effect and a reason. */
export const LifecycleMenu = ({ agent, onChanged }: { agent: AgentView; onChanged: (agent: AgentView) => void }) => {
  const [move, setMove] = useState<Move>();
  const focusTarget = useRestoreFocusTarget();
  return (
    <>
      {agent.moves
        .filter(({ refusal }) => refusal === null)
        .map((one, index) => (
          <Button key={one.to} {...focusTarget} appearance={index === 0 && !one.needsReason ? 'primary' : 'secondary'} onClick={() => setMove(one)}>
            {lifecycleWords(agent.lifecycle, one.to).label}
          </Button>
        ))}
      {move && (
        <StepDialog
          agent={agent}
          move={move}
          onClose={() => setMove(undefined)}
          onDone={(changed) => {
            setMove(undefined);
            onChanged(changed);
          }}
        />
      )}
    </>
  );
};

/** Why a step is not offered to the viewer, and who can take it. */
export const ClosedMoves = ({ agent }: { agent: AgentView }) => (
  <>
    {agent.moves.map(
      ({ to, refusal }) =>
        refusal && (
          <MessageBar key={to} layout="multiline" style={{ marginBottom: 12 }}>
            <MessageBarBody>
              <MessageBarTitle>You cannot {lifecycleWords(agent.lifecycle, to).label.toLowerCase()} it yourself.</MessageBarTitle>
              {refusal.message} {refusal.remedy}
            </MessageBarBody>
          </MessageBar>
        ),
    )}
  </>
);
