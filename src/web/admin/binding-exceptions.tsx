import { Button, Select, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { SetupView } from '../../contracts/admin.ts';
import { fetchAdminAgents, fetchTools } from '../api/admin-calls.ts';
import { useResource } from '../api/use-resource.ts';
import { AddIcon, CloseIcon } from '../shared/icons.ts';

type Pairs = SetupView['bindingWithoutAsk'];

const useStyles = makeStyles({
  row: { display: 'flex', alignItems: 'center', gap: '8px', marginBottom: '6px', flexWrap: 'wrap' },
  quiet: { color: tokens.colorNeutralForeground3, display: 'block', marginBottom: '8px' },
});

/** Pairs of agent and tool whose binding writes run without asking; each is a risk that somebody took by name. */
export const BindingExceptions = ({ value, onChange }: { value: Pairs; onChange: (pairs: Pairs) => void }) => {
  const styles = useStyles();
  const agents = useResource('admin-agents', (signal) => fetchAdminAgents({ signal }));
  const tools = useResource('admin-tools', (signal) => fetchTools({ signal }));
  const [agentId, setAgentId] = useState('');
  const [tool, setTool] = useState('');
  const binding = tools.value?.value.filter((one) => one.commitment === 'binding') ?? [];
  const agentName = (id: string) => agents.value?.value.find((agent) => agent.id === id)?.name ?? id;
  const toolTitle = (name: string) => tools.value?.value.find((one) => one.tool === name)?.title ?? name;
  return (
    <>
      {value.length === 0 && <Text className={styles.quiet}>None: every binding write asks.</Text>}
      {value.map((pair) => (
        <div key={`${pair.agentId}/${pair.tool}`} className={styles.row}>
          <span>
            {agentName(pair.agentId)} · {toolTitle(pair.tool)}
          </span>
          <Button
            size="small"
            appearance="subtle"
            icon={<CloseIcon />}
            aria-label={`Ask again for ${toolTitle(pair.tool)} of ${agentName(pair.agentId)}`}
            onClick={() => onChange(value.filter((one) => one !== pair))}
          />
        </div>
      ))}
      {binding.length === 0 ? (
        <Text className={styles.quiet}>No tool of this tenant makes binding writes.</Text>
      ) : (
        <div className={styles.row}>
          <Select size="small" aria-label="Agent" value={agentId} onChange={(_event, data) => setAgentId(data.value)}>
            <option value="">Agent</option>
            {agents.value?.value.map((agent) => (
              <option key={agent.id} value={agent.id}>
                {agent.name}
              </option>
            ))}
          </Select>
          <Select size="small" aria-label="Tool" value={tool} onChange={(_event, data) => setTool(data.value)}>
            <option value="">Tool</option>
            {binding.map((one) => (
              <option key={one.tool} value={one.tool}>
                {one.title}
              </option>
            ))}
          </Select>
          <Button
            size="small"
            icon={<AddIcon />}
            disabled={agentId === '' || tool === '' || value.some((one) => one.agentId === agentId && one.tool === tool)}
            onClick={() => onChange([...value, { agentId, tool }])}
          >
            Allow
          </Button>
        </div>
      )}
    </>
  );
};
