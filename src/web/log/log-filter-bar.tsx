import { Button, Field, Input, Select, makeStyles } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { inWords } from '../shared/format.ts';
import { allEntries, layerChoices, outcomeChoices, type LogFilters } from './log-query.ts';

const useStyles = makeStyles({
  root: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(112px, 1fr))', gap: '6px 10px', alignItems: 'end', marginBottom: '12px' },
  input: { minWidth: 0, '& input': { minWidth: 0, width: '100%' } },
});

/** How long typing pauses before the list is asked again. */
const pauseMs = 300;

const texts: readonly { key: 'user' | 'agent' | 'tool' | 'document'; label: string; placeholder: string }[] = [
  { key: 'user', label: 'User', placeholder: 'Part of a name' },
  { key: 'agent', label: 'Agent', placeholder: 'Part of a name' },
  { key: 'tool', label: 'Tool', placeholder: 'e.g. read_vendor' },
  { key: 'document', label: 'Document', placeholder: 'e.g. V-1042' },
];

const choices: readonly { key: 'outcome' | 'layer'; label: string; values: readonly string[] }[] = [
  { key: 'outcome', label: 'Outcome', values: outcomeChoices },
  { key: 'layer', label: 'Layer', values: layerChoices },
];

/** The log's filters; each narrows the list as soon as it is set. */
export const LogFilterBar = ({ filters, onChange }: { filters: LogFilters; onChange: (filters: LogFilters) => void }) => {
  const styles = useStyles();
  const [draft, setDraft] = useState(filters);
  const isChanged = draft !== filters;
  useEffect(() => {
    if (!isChanged) return undefined;
    const timer = window.setTimeout(() => onChange(draft), pauseMs);
    return () => window.clearTimeout(timer);
  }, [draft, isChanged, onChange]);
  return (
    <div className={styles.root} role="search" aria-label="Filters of the log">
      {texts.map(({ key, label, placeholder }) => (
        <Field key={key} label={label} size="small">
          <Input
            size="small"
            className={styles.input}
            placeholder={placeholder}
            value={draft[key]}
            onChange={(_event, data) => setDraft({ ...draft, [key]: data.value })}
          />
        </Field>
      ))}
      {choices.map(({ key, label, values }) => (
        <Field key={key} label={label} size="small">
          <Select size="small" value={draft[key]} onChange={(_event, data) => setDraft({ ...draft, [key]: data.value })}>
            <option value="">All</option>
            {values.map((value) => (
              <option key={value} value={value}>
                {inWords(value)}
              </option>
            ))}
          </Select>
        </Field>
      ))}
      {(['from', 'to'] as const).map((key) => (
        <Field key={key} label={key === 'from' ? 'From day' : 'To day'} size="small">
          <Input
            size="small"
            type="date"
            className={styles.input}
            value={draft[key]}
            onChange={(_event, data) => setDraft({ ...draft, [key]: data.value })}
          />
        </Field>
      ))}
      <Button size="small" onClick={() => setDraft({ ...allEntries })}>
        Show all
      </Button>
    </div>
  );
};
