import { Field, Input, Radio, RadioGroup } from '@fluentui/react-components';

interface ApplicationFieldProps {
  /** Undefined: an assistant, which has no application of its own. */
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** Whether a new agent works in the panel, or is software of the customer's own, and then which. */
export const ApplicationField = ({ value, onChange }: ApplicationFieldProps) => (
  <>
    <Field label="Kind">
      <RadioGroup
        value={value === undefined ? 'assistant' : 'external'}
        onChange={(_event, data) => onChange(data.value === 'external' ? '' : undefined)}
      >
        <Radio value="assistant" label="Assistant: people work with it in the panel" />
        <Radio value="external" label="External: software of your own, with credentials of its own" />
      </RadioGroup>
    </Field>
    {value !== undefined && (
      <Field
        label="Client application"
        required
        hint="The software that acts. Where agents sign in at Microsoft Entra ID: its application (client) id."
      >
        <Input value={value} maxLength={120} onChange={(_event, data) => onChange(data.value)} />
      </Field>
    )}
  </>
);
