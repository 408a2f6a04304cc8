import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Textarea,
  useRestoreFocusTarget,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { AgentView } from '../../contracts/admin.ts';
import type { Problem } from '../../contracts/problem.ts';
import { changeLifecycle } from '../api/admin-calls.ts';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { lifecycleSteps, type LifecycleStep } from './lifecycle.ts';

const StepDialog = ({
  agent,
  step,
  onClose,
  onDone,
}: {
  agent: AgentView;
  step: LifecycleStep;
  onClose: () => void;
  onDone: (agent: AgentView) => void;
}) => {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    const answer = await changeLifecycle(agent, { to: step.to, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) });
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
            <Field label="Reason" hint="Kept in the change log.">
              <Textarea value={reason} maxLength={400} onChange={(_event, data) => setReason(data.value)} />
            </Field>
            {problem && <ProblemNotice problem={problem} />}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>Cancel</Button>
            <Button appearance="primary" disabled={isBusy} onClick={() => void go()}>
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
  const [step, setStep] = useState<LifecycleStep>();
  const focusTarget = useRestoreFocusTarget();
  return (
    <>
      {lifecycleSteps[agent.lifecycle].map((one, index) => (
        <Button
          key={one.to}
          {...focusTarget}
          appearance={index === 0 && one.to !== 'suspended' ? 'primary' : 'secondary'}
          onClick={() => setStep(one)}
        >
          {one.label}
        </Button>
      ))}
      {step && (
        <StepDialog
          agent={agent}
          step={step}
          onClose={() => setStep(undefined)}
          onDone={(changed) => {
            setStep(undefined);
            onChanged(changed);
          }}
        />
      )}
    </>
  );
};
