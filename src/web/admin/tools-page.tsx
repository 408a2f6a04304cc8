import { Spinner, Switch, Text, Tooltip, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ToolConfigView } from '../../contracts/admin.ts';
import type { Problem } from '../../contracts/problem.ts';
import { fetchTools, updateTool } from '../api/admin-calls.ts';
import { useResource } from '../api/use-resource.ts';
import { DataTable, type Column } from '../shared/data-table.tsx';
import { counted } from '../shared/format.ts';
import { PageHeader } from '../shared/page-header.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { ToolKindTag } from './tool-kind-tag.tsx';
import { EditableNumber } from './editable-number.tsx';
import { useTellSaved } from './waiting.tsx';

const useStyles = makeStyles({
  name: { display: 'flex', flexDirection: 'column', padding: '5px 0', lineHeight: '18px' },
  problem: { marginBottom: '12px' },
});

type Change = Parameters<typeof updateTool>[1];

const UsedBy = ({ tool }: { tool: ToolConfigView }) => {
  if (tool.agents.length + tool.templates.length === 0) return 'Nothing';
  const agents = tool.agents.map((agent) => agent.name).join(', ');
  const templates = tool.templates.map((template) => template.name).join(', ');
  return (
    <Tooltip content={`Agents: ${agents || 'none'}. Templates: ${templates || 'none'}.`} relationship="description">
      <span>
        {tool.agents.map((agent, index) => (
          <span key={agent.id}>
            {index > 0 && ', '}
            <Link to={`/admin/agents/${agent.id}`}>{agent.name}</Link>
          </span>
        ))}
        {tool.agents.length === 0 ? '' : ' · '}
        {counted(tool.templates.length, 'template')}
      </span>
    </Tooltip>
  );
};

const columnsFor = (
  change: (tool: ToolConfigView, change: Change) => void,
  busy: string | null,
  nameClass: string,
): readonly Column<ToolConfigView>[] => [
  {
    key: 'enabled',
    label: 'On',
    width: '64px',
    cell: (tool) =>
      busy === tool.tool ? (
        <Spinner size="tiny" />
      ) : (
        <Switch
          checked={tool.enabled}
          aria-label={`${tool.title}: on for the whole tenant`}
          onChange={(_event, data) => change(tool, { enabled: data.checked })}
        />
      ),
  },
  {
    key: 'title',
    label: 'Tool',
    cell: (tool) => (
      <span className={nameClass} title={tool.description}>
        <Text weight="semibold">{tool.title}</Text>
        <Text size={200}>{tool.tool}</Text>
      </span>
    ),
  },
  { key: 'kind', label: 'Kind', cell: (tool) => <ToolKindTag tool={tool} /> },
  { key: 'usedBy', label: 'Used by', cell: (tool) => <UsedBy tool={tool} /> },
  {
    key: 'rowLimit',
    label: 'Row limit',
    align: 'end',
    cell: (tool) => (
      <EditableNumber
        label={`${tool.title}: row limit`}
        value={String(tool.rowLimit)}
        pattern={/^[1-9]\d{0,4}$/}
        onSave={(value) => change(tool, { rowLimit: Number(value) })}
      />
    ),
  },
  {
    key: 'creditPrice',
    label: 'Price in credits',
    align: 'end',
    cell: (tool) => (
      <EditableNumber
        label={`${tool.title}: price in credits`}
        value={tool.creditPrice}
        pattern={/^\d{1,6}(\.\d{1,4})?$/}
        onSave={(creditPrice) => change(tool, { creditPrice })}
      />
    ),
  },
];

/** The tools of the tenant: on or off for everyone at once, who uses them, how many rows, at which price. */
export const ToolsPage = () => {
  const styles = useStyles();
  const tellSaved = useTellSaved();
  const tools = useResource('admin-tools', (signal) => fetchTools({ signal }));
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem>();
  const change = async (tool: ToolConfigView, wanted: Change) => {
    setBusy(tool.tool);
    const answer = await updateTool(tool, wanted);
    setBusy(null);
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok && tools.value) tools.put({ ...tools.value, value: tools.value.value.map((one) => (one.tool === tool.tool ? answer.value : one)) });
    else tools.reload();
    if (!answer.ok) return;
    const words =
      wanted.enabled === undefined
        ? 'Saved. It is in force now.'
        : wanted.enabled
          ? `${tool.title} is on.`
          : `${tool.title} is off for everyone, in running turns too.`;
    tellSaved(answer, words, wanted.enabled === undefined ? undefined : () => void change(answer.value, { enabled: !answer.value.enabled }));
  };
  return (
    <>
      <PageHeader title="Tools" caption="A tool that is off runs for nobody, in running turns too" />
      {(problem ?? tools.problem) && (
        <div className={styles.problem}>
          <ProblemNotice problem={(problem ?? tools.problem) as Problem} onRetry={tools.reload} />
        </div>
      )}
      <DataTable
        label="Tools"
        columns={columnsFor((tool, wanted) => void change(tool, wanted), busy, styles.name)}
        rows={tools.value?.value}
        rowKey={(tool) => tool.tool}
      />
    </>
  );
};
