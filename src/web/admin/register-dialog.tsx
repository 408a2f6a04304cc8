import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  Select,
  Textarea,
} from '@fluentui/react-components';
import { useState } from 'react';
import { clientAuthentications, type AgentView } from '../../contracts/admin.ts';
import type { Problem } from '../../contracts/problem.ts';
import { createAgent, fetchTemplates } from '../api/admin-calls.ts';
import { useResource } from '../api/use-resource.ts';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { authenticationWords } from './setting-words.ts';

type Wanted = Parameters<typeof createAgent>[0];
type Chosen = Omit<Wanted, 'templateId'> & { readonly templateId?: string };

interface PartProps {
  readonly chosen: Chosen;
  readonly set: (change: Partial<Chosen>) => void;
}

const ExternalFields = ({ chosen, set }: PartProps) => (
  <>
    <Field label="Client application" required hint="The software that acts as this agent.">
      <Input value={chosen.clientApplication ?? ''} maxLength={120} onChange={(_event, data) => set({ clientApplication: data.value })} />
    </Field>
    <Field label="Authentication method" required>
      <Select
        value={chosen.authenticationMethod ?? ''}
        onChange={(_event, data) => set({ authenticationMethod: clientAuthentications.find((one) => one === data.value) })}
      >
        {clientAuthentications.map((method) => (
          <option key={method} value={method}>
            {authenticationWords[method]}
          </option>
        ))}
      </Select>
    </Field>
  </>
);

const KindField = ({ chosen, set }: PartProps) => (
  <Field label="Kind" hint="An assistant speaks in the panel; an external agent is other software that calls in.">
    <Select
      value={chosen.kind ?? 'assistant'}
      onChange={(_event, data) =>
        set(
          data.value === 'external'
            ? { kind: 'external', authenticationMethod: clientAuthentications[0] }
            : { kind: 'assistant', clientApplication: undefined, authenticationMethod: undefined },
        )
      }
    >
      <option value="assistant">Assistant</option>
      <option value="external">External</option>
    </Select>
  </Field>
);

const isWhole = ({ name, kind, clientApplication }: Chosen): boolean =>
  name.trim() !== '' && (kind !== 'external' || (clientApplication ?? '').trim() !== '');

/** Registers an agent from a template: an assistant, or an external agent with the software that acts as it. */
export const RegisterDialog = ({ onClose, onCreated }: { onClose: () => void; onCreated: (agent: AgentView) => void }) => {
  const templates = useResource('templates', (signal) => fetchTemplates({ signal }));
  const [chosen, setChosen] = useState<Chosen>({ name: '' });
  const set = (change: Partial<Chosen>) => setChosen((before) => ({ ...before, ...change }));
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const template = templates.value?.value.find(({ id }) => id === chosen.templateId) ?? templates.value?.value[0];
  const register = async (templateId: string) => {
    setBusy(true);
    const description = chosen.description?.trim() === '' ? undefined : chosen.description;
    const answer = await createAgent({ ...chosen, description, templateId });
    setBusy(false);
    if (answer.ok) onCreated(answer.value);
    else setProblem(answer.problem);
  };
  const shownProblem = problem ?? templates.problem;
  return (
    <Dialog open onOpenChange={(_event, data) => !data.open && onClose()}>
      <DialogSurface style={{ maxWidth: 480 }}>
        <DialogBody>
          <DialogTitle>Register an agent</DialogTitle>
          <DialogContent style={{ display: 'flex', flexDirection: 'column', gap: 12 }}>
            {shownProblem && <ProblemNotice problem={shownProblem} />}
            <Field label="Template" required hint={template?.description}>
              <Select value={template?.id ?? ''} onChange={(_event, data) => set({ templateId: data.value })}>
                {templates.value?.value.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </Select>
            </Field>
            <Field label="Name" required>
              <Input value={chosen.name} maxLength={80} onChange={(_event, data) => set({ name: data.value })} />
            </Field>
            <Field label="Description" hint="What people read before they choose it.">
              <Textarea value={chosen.description ?? ''} maxLength={400} onChange={(_event, data) => set({ description: data.value })} />
            </Field>
            <KindField chosen={chosen} set={set} />
            {chosen.kind === 'external' && <ExternalFields chosen={chosen} set={set} />}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>Cancel</Button>
            <Button appearance="primary" disabled={!isWhole(chosen) || !template || isBusy} onClick={() => template && void register(template.id)}>
              Register
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
};
