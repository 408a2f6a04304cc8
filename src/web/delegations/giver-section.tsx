import { Field, Select, Text } from '@fluentui/react-components';
import type { ServicePrincipalView } from '../../contracts/service-principals.ts';
import { Section } from '../shared/section.tsx';

interface GiverSectionProps {
  /** The services the user may give for. */
  readonly services: readonly ServicePrincipalView[];
  /** Whether she may give authority of her own. */
  readonly isSelfOffered: boolean;
  /** Id of the service; empty: the user herself. */
  readonly value: string;
  readonly onChange: (service: string) => void;
}

/** Who gives the authority: the user herself, or a service for which she may. */
export const GiverSection = ({ services, isSelfOffered, value, onChange }: GiverSectionProps) => {
  const service = services.find(({ id }) => id === value);
  return (
    <Section title="Who gives it">
      <Field label="Given by" style={{ maxWidth: 460 }}>
        <Select value={value} onChange={(_event, data) => onChange(data.value)}>
          {isSelfOffered && <option value="">You</option>}
          {services.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}, a service
            </option>
          ))}
        </Select>
      </Field>
      <Text size={200}>
        {service
          ? `The agent gets no more than the account of ${service.name} may do in the ERP, whether anybody is signed in or not. ${service.owner.name} owns it, and decides unless you name somebody else.`
          : 'The agent gets no more than you may do yourself, under your sign-in.'}
      </Text>
    </Section>
  );
};
