import { Button, Select, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { AgentView, ToolConfigView, UserView } from '../../contracts/admin.ts';
import { AddIcon, CloseIcon } from '../shared/icons.ts';

type Grant = AgentView['executeGrants'][number];

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: '0 0 10px', padding: 0 },
  grant: { display: 'flex', alignItems: 'center', gap: '8px', borderBottom: `1px dotted ${tokens.colorNeutralStroke2}`, '& > span': { flexGrow: 1 } },
  add: { display: 'flex', gap: '8px', flexWrap: 'wrap' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

interface ExecuteGrantsEditorProps {
  readonly agent: AgentView;
  readonly users: readonly UserView[];
  readonly tools: readonly ToolConfigView[];
  readonly onChange: (grants: Grant[]) => void;
}

/** Which person may have which tool run without Confirm. Grants count only while the agent itself is at execute. */
export const ExecuteGrantsEditor = ({ agent, users, tools, onChange }: ExecuteGrantsEditorProps) => {
  const styles = useStyles();
  const [user, setUser] = useState('');
  const [tool, setTool] = useState('');
  const linked = tools.filter((one) => one.writes && agent.toolLinks.some((link) => link.tool === one.tool));
  const people = users.filter((one) => agent.allowedUsers.includes(one.oid));
  const nameOf = (oid: string) => users.find((one) => one.oid === oid)?.displayName ?? oid;
  const titleOf = (name: string) => tools.find((one) => one.tool === name)?.title ?? name;
  const asks = (name: string) => agent.toolLinks.some((link) => link.tool === name && link.ask);
  const isKnown = agent.executeGrants.some((grant) => grant.user === user && grant.tool === tool);
  if (linked.length === 0) return <Text className={styles.quiet}>This agent has no tool that writes, so there is nothing to grant.</Text>;
  return (
    <>
      {agent.autonomy !== 'execute' && (
        <Text className={styles.quiet}>These grants rest while the agent's autonomy is {agent.autonomy === 'ask' ? 'ask' : 'read-only'}. </Text>
      )}
      {agent.autonomy === 'execute' && agent.executeGrants.length === 0 && (
        <Text className={styles.quiet}>Nobody holds a grant, so this agent asks everyone.</Text>
      )}
      <ul className={styles.list} aria-label="Execute grants">
        {agent.executeGrants.map((grant) => (
          <li key={`${grant.user}/${grant.tool}`} className={styles.grant}>
            <span>
              {nameOf(grant.user)} · {titleOf(grant.tool)}
              {asks(grant.tool) && <span className={styles.quiet}> (asks all the same: Always ask is on above)</span>}
            </span>
            <Button
              size="small"
              appearance="subtle"
              icon={<CloseIcon />}
              aria-label={`Take back ${titleOf(grant.tool)} from ${nameOf(grant.user)}`}
              onClick={() => onChange(agent.executeGrants.filter((one) => one !== grant))}
            />
          </li>
        ))}
      </ul>
      <div className={styles.add}>
        <Select size="small" aria-label="Person" value={user} onChange={(_event, data) => setUser(data.value)}>
          <option value="">Person</option>
          {people.map((one) => (
            <option key={one.oid} value={one.oid}>
              {one.displayName}
            </option>
          ))}
        </Select>
        <Select size="small" aria-label="Tool" value={tool} onChange={(_event, data) => setTool(data.value)}>
          <option value="">Tool</option>
          {linked.map((one) => (
            <option key={one.tool} value={one.tool}>
              {one.title}
            </option>
          ))}
        </Select>
        <Button
          size="small"
          icon={<AddIcon />}
          disabled={user === '' || tool === '' || isKnown}
          onClick={() => onChange([...agent.executeGrants, { user, tool }])}
        >
          Grant
        </Button>
      </div>
    </>
  );
};
