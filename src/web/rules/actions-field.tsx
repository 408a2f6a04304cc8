import { Dropdown, Field, Option } from '@fluentui/react-components';
import { everyAction } from '../../domain/delegation.ts';

/** An action as it can be chosen. */
export interface ChoosableAction {
  readonly name: string;
  readonly title: string;
}

interface ActionsFieldProps {
  readonly label: string;
  readonly actions: readonly ChoosableAction[];
  readonly chosen: readonly string[];
  readonly problem?: string | undefined;
  readonly onChange: (actions: string[]) => void;
}

/** Which actions something is about: every one, or those that are chosen. Every one and some of them exclude each other. */
export const ActionsField = ({ label, actions, chosen, problem, onChange }: ActionsFieldProps) => {
  const all = [{ name: everyAction, title: 'Every action' }, ...actions];
  const words = all.filter(({ name }) => chosen.includes(name)).map(({ title }) => title);
  const choose = (value: string | undefined, selected: readonly string[]) =>
    onChange(value === everyAction || selected.length === 0 ? [everyAction] : selected.filter((name) => name !== everyAction));
  return (
    <Field label={label} validationMessage={problem}>
      <Dropdown
        multiselect
        value={words.join(', ')}
        selectedOptions={[...chosen]}
        style={{ minWidth: 0 }}
        onOptionSelect={(_event, data) => choose(data.optionValue, data.selectedOptions)}
      >
        {all.map(({ name, title }) => (
          <Option key={name} value={name}>
            {title}
          </Option>
        ))}
      </Dropdown>
    </Field>
  );
};
