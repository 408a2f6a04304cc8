import { Combobox, Option, Persona, Tag, TagGroup, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';

/** A person as she is chosen. */
interface Choosable {
  readonly oid: string;
  readonly displayName: string;
  /** What tells people of one name apart, where it is known. */
  readonly email?: string;
}

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '10px', alignItems: 'start' },
  tags: { display: 'flex', flexWrap: 'wrap', gap: '6px' },
  input: { width: '320px', maxWidth: '100%' },
});

interface PeoplePickerProps {
  readonly users: readonly Choosable[];
  /** What the list of the chosen is called. */
  readonly label: string;
  /** The name of the field that adds one, where a page has several. */
  readonly addLabel?: string;
  readonly chosen: readonly string[];
  readonly onChange: (oids: string[]) => void;
}

/** People, found by typing; the chosen ones stand above. */
export const PeoplePicker = ({ users, label, addLabel = 'Add a person', chosen, onChange }: PeoplePickerProps) => {
  const styles = useStyles();
  const [text, setText] = useState('');
  const known = new Map(users.map((user) => [user.oid, user]));
  const matching = users.filter(
    (user) => !chosen.includes(user.oid) && `${user.displayName} ${user.email ?? ''}`.toLowerCase().includes(text.trim().toLowerCase()),
  );
  return (
    <div className={styles.root}>
      {chosen.length > 0 && (
        <TagGroup className={styles.tags} aria-label={label} onDismiss={(_event, data) => onChange(chosen.filter((oid) => oid !== data.value))}>
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
        aria-label={addLabel}
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
