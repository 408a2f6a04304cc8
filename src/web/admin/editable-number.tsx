import { Input, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';

const useStyles = makeStyles({ input: { width: '96px', '& input': { textAlign: 'end', width: '100%', minWidth: 0 } } });

interface EditableNumberProps {
  readonly label: string;
  readonly value: string;
  readonly pattern: RegExp;
  readonly onSave: (value: string) => void;
}

/** A number in a table that is saved when the field is left or Enter is pressed; Esc brings the old one back. */
export const EditableNumber = ({ label, value, pattern, onSave }: EditableNumberProps) => {
  const styles = useStyles();
  const [draft, setDraft] = useState<string | null>(null);
  const isValid = draft === null || pattern.test(draft);
  const finish = () => {
    if (draft !== null && isValid && draft !== value) onSave(draft);
    setDraft(null);
  };
  return (
    <Input
      size="small"
      className={styles.input}
      aria-label={label}
      aria-invalid={!isValid}
      inputMode="decimal"
      value={draft ?? value}
      onChange={(_event, data) => setDraft(data.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish();
        if (event.key === 'Escape') setDraft(null);
      }}
    />
  );
};
