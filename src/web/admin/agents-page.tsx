import { Button, useRestoreFocusTarget } from '@fluentui/react-components';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { AgentView } from '../../contracts/admin.ts';
import { fetchAdminAgents } from '../api/admin-calls.ts';
import { useResource } from '../api/use-resource.ts';
import { DataTable, type Column } from '../shared/data-table.tsx';
import { EmptyState } from '../shared/empty-state.tsx';
import { counted, inWords } from '../shared/format.ts';
import { AddIcon, AgentIcon } from '../shared/icons.ts';
import { PageHeader } from '../shared/page-header.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { StatusTag } from '../shared/status-tag.tsx';
import { HealthNotice } from './health-notice.tsx';
import { RegisterDialog } from './register-dialog.tsx';

const columns: readonly Column<AgentView>[] = [
  { key: 'name', label: 'Agent', cell: (agent) => <b style={{ fontWeight: 600 }}>{agent.name}</b> },
  { key: 'kind', label: 'Kind', cell: (agent) => inWords(agent.kind) },
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
      <HealthNotice />
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
      {isRegistering && <RegisterDialog onClose={() => setRegistering(false)} onCreated={open} />}
    </>
  );
};
