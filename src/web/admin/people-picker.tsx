import { Combobox, MessageBar, MessageBarBody, MessageBarTitle, Option, Persona, Tag, TagGroup, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { UserView } from '../../contracts/admin.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '10px', alignItems: 'start' },
  tags: { display: 'flex', flexWrap: 'wrap', gap: '6px' },
  input: { width: '320px', maxWidth: '100%' },
});

interface PeoplePickerProps {
  readonly users: readonly UserView[];
  readonly chosen: readonly string[];
  readonly onChange: (oids: string[]) => void;
}

/** Who may use an agent. An empty list means nobody, and says so. */
export const PeoplePicker = ({ users, chosen, onChange }: PeoplePickerProps) => {
  const styles = useStyles();
  const [text, setText] = useState('');
  const known = new Map(users.map((user) => [user.oid, user]));
  const matching = users.filter(
    (user) => !chosen.includes(user.oid) && `${user.displayName} ${user.email}`.toLowerCase().includes(text.trim().toLowerCase()),
  );
  return (
    <div className={styles.root}>
      {chosen.length === 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>Nobody may use this agent.</MessageBarTitle>
            An empty list allows nobody. Add the people who should see it in their panel.
          </MessageBarBody>
        </MessageBar>
      )}
      {chosen.length > 0 && (
        <TagGroup
          className={styles.tags}
          aria-label="People who may use it"
          onDismiss={(_event, data) => onChange(chosen.filter((oid) => oid !== data.value))}
        >
          {chosen.map((oid) => (
            <Tag
              key={oid}
              value={oid}
              dismissible
              dismissIcon={{ 'aria-label': `Remove ${known.get(oid)?.displayName ?? oid}` }}
              secondaryText={known.get(oid)?.email}
            >
              {known.get(oid)?.displayName ?? oid}
            </Tag>
          ))}
        </TagGroup>
      )}
      <Combobox
        className={styles.input}
        aria-label="Add a person"
        placeholder="Add a person"
        freeform
        value={text}
        selectedOptions={[]}
        onChange={(event) => setText(event.target.value)}
        onOptionSelect={(_event, data) => {
          if (data.optionValue !== undefined) onChange([...chosen, data.optionValue]);
          setText('');
        }}
      >
        {matching.map((user) => (
          <Option key={user.oid} value={user.oid} text={user.displayName}>
            <Persona name={user.displayName} secondaryText={user.email} size="small" avatar={{ color: 'colorful' }} />
          </Option>
        ))}
      </Combobox>
    </div>
  );
};
