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
  useRestoreFocusTarget,
} from '@fluentui/react-components';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { AgentView } from '../../contracts/admin.ts';
import type { Problem } from '../../contracts/problem.ts';
import { createAgent, fetchAdminAgents, fetchTemplates } from '../api/admin-calls.ts';
import { useResource } from '../api/use-resource.ts';
import { DataTable, type Column } from '../shared/data-table.tsx';
import { EmptyState } from '../shared/empty-state.tsx';
import { counted, inWords } from '../shared/format.ts';
import { AddIcon, AgentIcon } from '../shared/icons.ts';
import { PageHeader } from '../shared/page-header.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { StatusTag } from '../shared/status-tag.tsx';
import { ApplicationField } from './application-field.tsx';

const columns: readonly Column<AgentView>[] = [
  { key: 'name', label: 'Agent', cell: (agent) => <b style={{ fontWeight: 600 }}>{agent.name}</b> },
  { key: 'lifecycle', label: 'State', cell: (agent) => <StatusTag status={agent.lifecycle} size="small" /> },
  { key: 'autonomy', label: 'Autonomy', cell: (agent) => <StatusTag status={agent.autonomy} size="small" /> },
  { key: 'templateName', label: 'Template', cell: (agent) => agent.templateName ?? 'None' },
  { key: 'tier', label: 'Tier', cell: (agent) => inWords(agent.tier) },
  { key: 'tools', label: 'Tools', align: 'end', cell: (agent) => agent.toolLinks.length },
  {
    key: 'allowedUsers',
    label: 'Shared with',
    cell: (agent) =>
      agent.allowedUsers.length === 0 ? (
        <StatusTag status="pending" label="Nobody" size="small" />
      ) : (
        counted(agent.allowedUsers.length, 'person', 'people')
      ),
  },
  { key: 'version', label: 'Version', align: 'end', cell: (agent) => agent.version },
];

const RegisterDialog = ({ isOpen, onClose, onCreated }: { isOpen: boolean; onClose: () => void; onCreated: (agent: AgentView) => void }) => {
  const templates = useResource('templates', (signal) => fetchTemplates({ signal }));
  const [chosen, setChosen] = useState('');
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [application, setApplication] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const templateId = chosen || (templates.value?.value[0]?.id ?? '');
  const register = async () => {
    setBusy(true);
    const answer = await createAgent({
      ...{ templateId, name },
      ...(description.trim() === '' ? {} : { description }),
      ...(application === undefined ? {} : { kind: 'external' as const, clientApplication: application }),
    });
    setBusy(false);
    if (answer.ok) onCreated(answer.value);
    else setProblem(answer.problem);
  };
  return (
    <Dialog open={isOpen} onOpenChange={(_event, data) => !data.open && onClose()}>
      <DialogSurface style={{ maxWidth: 480 }}>
        <DialogBody>
          <DialogTitle>Register an agent</DialogTitle>
          <DialogContent style={{ display: 'flex', flexDirection: 'column', gap: 12 }}>
            {(problem ?? templates.problem) && <ProblemNotice problem={(problem ?? templates.problem) as Problem} />}
            <Field label="Template" required hint={templates.value?.value.find((template) => template.id === templateId)?.description}>
              <Select value={templateId} onChange={(_event, data) => setChosen(data.value)}>
                {templates.value?.value.map((template) => (
                  <option key={template.id} value={template.id}>
                    {template.name}
                  </option>
                ))}
              </Select>
            </Field>
            <ApplicationField value={application} onChange={setApplication} />
            <Field label="Name" required>
              <Input value={name} maxLength={80} onChange={(_event, data) => setName(data.value)} />
            </Field>
            <Field label="Description" hint="What people read before they choose it.">
              <Textarea value={description} maxLength={400} onChange={(_event, data) => setDescription(data.value)} />
            </Field>
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              appearance="primary"
              disabled={name.trim() === '' || templateId === '' || application?.trim() === '' || isBusy}
              onClick={() => void register()}
            >
              Register
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
};

/** Every agent of the tenant, and registering a new one. */
export const AgentsPage = () => {
  const navigate = useNavigate();
  const focusTarget = useRestoreFocusTarget();
  const agents = useResource('admin-agents', (signal) => fetchAdminAgents({ signal }));
  const [isRegistering, setRegistering] = useState(false);
  const open = (agent: AgentView) => void navigate(`/admin/agents/${agent.id}`);
  return (
    <>
      <PageHeader
        title="Agents"
        caption="Who may act in the ERP, and how far"
        actions={
          <Button {...focusTarget} appearance="primary" icon={<AddIcon />} onClick={() => setRegistering(true)}>
            Register an agent
          </Button>
        }
      />
      {agents.problem && <ProblemNotice problem={agents.problem} onRetry={agents.reload} />}
      <DataTable
        label="Agents"
        columns={columns}
        rows={agents.value?.value}
        rowKey={(agent) => agent.id}
        onOpen={open}
        empty={
          <EmptyState icon={<AgentIcon />} title="No agents yet">
            Register one from a template. It starts at ask, and nobody may use it before you share it.
          </EmptyState>
        }
      />
      {isRegistering && <RegisterDialog isOpen onClose={() => setRegistering(false)} onCreated={open} />}
    </>
  );
};
