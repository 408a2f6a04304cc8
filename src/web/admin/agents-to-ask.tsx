import { Checkbox, makeStyles } from '@fluentui/react-components';
import type { ToolLink } from '../../contracts/admin.ts';
import { fetchAdminAgents, fetchTemplates } from '../api/admin-calls.ts';
import { useResource } from '../api/use-resource.ts';
import { GroupField } from '../shared/group-field.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';

const useStyles = makeStyles({
  boxes: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(260px, 100%), 1fr))', gap: '0 14px' },
});

interface AgentsToAskProps {
  readonly link: ToolLink;
  readonly onChange: (link: ToolLink) => void;
}

/** Which agents a link to asking lets be asked: any, those made from a template, or single ones; nobody where none is named. */
export const AgentsToAsk = ({ link, onChange }: AgentsToAskProps) => {
  const styles = useStyles();
  const agents = useResource('admin-agents', (signal) => fetchAdminAgents({ signal }));
  const templates = useResource('templates', (signal) => fetchTemplates({ signal }));
  const named = link.agents;
  const name = (one: string, isIn: boolean) =>
    onChange({ ...link, agents: [...(named ?? []).filter((other) => other !== one), ...(isIn ? [one] : [])] });
  const anybody = ({ agents: _named, ...rest }: ToolLink): ToolLink => rest;
  const choices = [
    ...(templates.value?.value ?? []).map((template) => ({ value: template.key, label: `Every agent made from ${template.name}` })),
    ...(agents.value?.value ?? [])
      .filter(({ kind, lifecycle }) => kind === 'assistant' && lifecycle !== 'retired')
      .map((agent) => ({ value: agent.id, label: agent.name })),
  ];
  const problem = agents.problem ?? templates.problem;
  return (
    <GroupField
      label="Agents that may be asked"
      hint={
        named?.length === 0
          ? 'Nobody is named, so nobody can be asked.'
          : 'Whoever is asked must be shared with the user too, and does no more than she may.'
      }
    >
      {problem && <ProblemNotice problem={problem} onRetry={() => [agents, templates].forEach((one) => one.reload())} />}
      <Checkbox
        label="Any agent that the user may use"
        checked={named === undefined}
        onChange={(_event, data) => onChange(data.checked === true ? anybody(link) : { ...link, agents: [] })}
      />
      {named !== undefined && (
        <div className={styles.boxes}>
          {choices.map(({ value, label }) => (
            <Checkbox key={value} label={label} checked={named.includes(value)} onChange={(_event, data) => name(value, data.checked === true)} />
          ))}
        </div>
      )}
    </GroupField>
  );
};
