import { Button, Field, Input, Select, makeStyles } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { inWords } from './format.ts';

const useStyles = makeStyles({
  root: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(112px, 1fr))', gap: '6px 10px', alignItems: 'end', marginBottom: '12px' },
  input: { minWidth: 0, '& input': { minWidth: 0, width: '100%' } },
});

/** How long typing pauses before the list is asked again. */
const pauseMs = 300;

/** What a list is narrowed to; an empty text is no narrowing. Dates are calendar days, both included. */
export type Filters<Key extends string> = Readonly<Record<Key, string>>;

/** A filter as it is shown: a text to type, values to choose from, or a day. */
export type FilterField<Key extends string> = { readonly key: Key; readonly label: string } & (
  { readonly placeholder: string } | { readonly values: readonly string[] } | { readonly kind: 'day' }
);

interface FieldProps<Key extends string> {
  readonly field: FilterField<Key>;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const FilterInput = <Key extends string>({ field, value, onChange }: FieldProps<Key>) => {
  const styles = useStyles();
  if ('values' in field) {
    return (
      <Select size="small" value={value} onChange={(_event, data) => onChange(data.value)}>
        <option value="">All</option>
        {field.values.map((choice) => (
          <option key={choice} value={choice}>
            {inWords(choice)}
          </option>
        ))}
      </Select>
    );
  }
  const kind = 'kind' in field ? { type: 'date' as const } : { placeholder: field.placeholder };
  return <Input size="small" className={styles.input} {...kind} value={value} onChange={(_event, data) => onChange(data.value)} />;
};

interface FilterBarProps<Key extends string> {
  readonly label: string;
  readonly fields: readonly FilterField<Key>[];
  readonly filters: Filters<Key>;
  /** No narrowing. */
  readonly none: Filters<Key>;
  readonly onChange: (filters: Filters<Key>) => void;
}

/** The filters of a list; each narrows it as soon as it is set. */
export const FilterBar = <Key extends string>({ label, fields, filters, none, onChange }: FilterBarProps<Key>) => {
  const styles = useStyles();
  const [draft, setDraft] = useState(filters);
  const isChanged = draft !== filters;
  useEffect(() => {
    if (!isChanged) return undefined;
    const timer = window.setTimeout(() => onChange(draft), pauseMs);
    return () => window.clearTimeout(timer);
  }, [draft, isChanged, onChange]);
  return (
    <div className={styles.root} role="search" aria-label={label}>
      {fields.map((field) => (
        <Field key={field.key} label={field.label} size="small">
          <FilterInput field={field} value={draft[field.key]} onChange={(value) => setDraft({ ...draft, [field.key]: value })} />
        </Field>
      ))}
      <Button size="small" onClick={() => setDraft({ ...none })}>
        Show all
      </Button>
    </div>
  );
};
