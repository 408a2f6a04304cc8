import { Button, Field, Input, Select, Spinner, Switch, Textarea, makeStyles } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { ApprovalArguments, ApprovalDecisionResult, ApprovalView } from '../../contracts/approvals.ts';
import type { Problem } from '../../contracts/problem.ts';
import { editApproval, fetchArguments } from '../api/calls.ts';
import { besideFields, problemAt } from '../shared/field-problems.ts';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { editDraft, editedArguments, editFields, type EditDraft, type EditField } from './edit-fields.ts';

const useStyles = makeStyles({
  fields: { display: 'flex', flexDirection: 'column', gap: '8px' },
  buttons: { display: 'flex', gap: '8px' },
});

interface OneFieldProps {
  readonly field: EditField;
  readonly value: string;
  readonly problem: string | undefined;
  readonly isFirst: boolean;
  readonly onChange: (value: string) => void;
}

const OneField = ({ field, value, problem, isFirst, onChange }: OneFieldProps) => {
  const { kind, label, choices, isRequired } = field;
  if (kind === 'flag') return <Switch label={label} checked={value === 'true'} onChange={(_event, data) => onChange(String(data.checked))} />;
  return (
    <Field label={label} size="small" required={isRequired} {...(problem === undefined ? {} : { validationMessage: problem })}>
      {kind === 'choice' ? (
        <Select value={value} onChange={(_event, data) => onChange(data.value)}>
          {!isRequired && <option value="" />}
          {choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </Select>
      ) : kind === 'long-text' ? (
        <Textarea value={value} rows={6} autoFocus={isFirst} onChange={(_event, data) => onChange(data.value)} />
      ) : (
        <Input
          value={value}
          type={kind === 'date' ? 'date' : 'text'}
          {...(kind === 'number' ? { inputMode: 'decimal' as const } : {})}
          autoFocus={isFirst}
          onChange={(_event, data) => onChange(data.value)}
        />
      )}
    </Field>
  );
};

interface EditFormProps {
  readonly approval: ApprovalView;
  /** It was saved, or came to nothing because it was decided meanwhile. */
  readonly onSaved: (answer: ApprovalDecisionResult) => void;
  readonly onCancel: () => void;
}

const Fields = ({ approval, known, onSaved, onCancel }: EditFormProps & { readonly known: ApprovalArguments }) => {
  const styles = useStyles();
  const fields = editFields(known.schema, known.arguments);
  const [draft, setDraft] = useState<EditDraft>(() => editDraft(fields, known.arguments));
  const [problem, setProblem] = useState<Problem | undefined>();
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    const answer = await editApproval(approval.id, { version: known.version, arguments: editedArguments(fields, known.arguments, draft) });
    setBusy(false);
    if (answer.ok) onSaved(answer.value);
    else setProblem(answer.problem);
  };
  return (
    <form
      className={styles.fields}
      aria-label="Edit the proposal"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {problem && (
        <ProblemNotice
          problem={besideFields(
            problem,
            fields.map(({ name }) => name),
          )}
          onDismiss={() => setProblem(undefined)}
        />
      )}
      {fields.map((field, index) => (
        <OneField
          key={field.name}
          field={field}
          value={draft[field.name] ?? ''}
          problem={problemAt(problem, field.name)}
          isFirst={index === 0}
          onChange={(value) => setDraft((before) => ({ ...before, [field.name]: value }))}
        />
      ))}
      <div className={styles.buttons}>
        <Button type="submit" appearance="primary" disabled={isBusy} {...(isBusy ? { icon: <Spinner size="extra-tiny" /> } : {})}>
          Save
        </Button>
        <Button disabled={isBusy} onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
};

/** The values of a waiting proposal, to be changed: Save prepares it anew, and the new version waits. */
export const EditForm = (props: EditFormProps) => {
  const { id } = props.approval;
  const [known, setKnown] = useState<ApprovalArguments | undefined>();
  const [problem, setProblem] = useState<Problem | undefined>();
  useEffect(() => {
    const gone = new AbortController();
    void fetchArguments(id, { signal: gone.signal }).then((answer) => {
      if (gone.signal.aborted) return;
      if (answer.ok) setKnown(answer.value);
      else setProblem(answer.problem);
    });
    return () => gone.abort();
  }, [id]);
  if (problem) return <ProblemNotice problem={problem} onDismiss={props.onCancel} />;
  return known ? <Fields {...props} known={known} /> : <Spinner size="tiny" label="Reading the values" />;
};
