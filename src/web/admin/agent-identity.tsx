import { Field, Input, Select, makeStyles } from '@fluentui/react-components';
import { clientAuthentications, type AgentView, type BusinessUnitView, type UserView } from '../../contracts/admin.ts';
import { Facts } from '../shared/facts.tsx';
import { inWords } from '../shared/format.ts';
import { Section } from '../shared/section.tsx';
import { authenticationWords } from './setting-words.ts';
import type { Draft } from './use-draft.ts';

const useStyles = makeStyles({
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(240px, 1fr))', gap: '12px 20px', alignItems: 'start', marginBottom: '12px' },
});

interface PersonFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly users: readonly UserView[];
  /** Null: whoever it was is erased. */
  readonly chosen: string | null;
  readonly onChange: (oid: string) => void;
}

const PersonField = ({ label, hint, users, chosen, onChange }: PersonFieldProps) => (
  <Field label={label} hint={hint}>
    <Select value={chosen ?? ''} onChange={(_event, data) => data.value !== '' && onChange(data.value)}>
      {!users.some(({ oid }) => oid === chosen) && <option value="">Erased person</option>}
      {users.map((user) => (
        <option key={user.oid} value={user.oid}>
          {user.displayName}
        </option>
      ))}
    </Select>
  </Field>
);

const ExternalClient = ({ draft }: { draft: Draft<AgentView> }) => {
  const { value, set } = draft;
  return (
    <>
      <Field label="Client application" required hint="The software that acts as this agent.">
        <Input value={value.clientApplication} maxLength={120} onChange={(_event, data) => set({ clientApplication: data.value })} />
      </Field>
      <Field label="Authentication method">
        <Select value={value.authenticationMethod} onChange={(_event, data) => set({ authenticationMethod: data.value })}>
          {clientAuthentications.map((method) => (
            <option key={method} value={method}>
              {authenticationWords[method]}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
};

interface AgentIdentityProps {
  readonly draft: Draft<AgentView>;
  readonly users: readonly UserView[];
  readonly units: readonly BusinessUnitView[];
}

/** Who the agent is: its kind and software, where it belongs, who looks after it and who answers for it. */
export const AgentIdentity = ({ draft, users, units }: AgentIdentityProps) => {
  const styles = useStyles();
  const { value, set } = draft;
  const isExternal = value.kind === 'external';
  return (
    <Section title="Identity" hint="Where the agent belongs and who stands for it. Every change of it is in the change log.">
      <div className={styles.grid}>
        <PersonField label="Owner" hint="Looks after it." users={users} chosen={value.ownerOid} onChange={(ownerOid) => set({ ownerOid })} />
        <PersonField
          label="Sponsor"
          hint="Answers for what it does."
          users={users}
          chosen={value.sponsorOid}
          onChange={(sponsorOid) => set({ sponsorOid })}
        />
        <Field label="Business unit" hint="A group of companies; see Business units.">
          <Select value={value.businessUnitId ?? ''} onChange={(_event, data) => set({ businessUnitId: data.value === '' ? null : data.value })}>
            <option value="">The whole organisation</option>
            {units.map((unit) => (
              <option key={unit.id} value={unit.id}>
                {unit.name}
              </option>
            ))}
          </Select>
        </Field>
        {isExternal && <ExternalClient draft={draft} />}
      </div>
      <Facts
        facts={[
          { label: 'Kind', value: inWords(value.kind) },
          ...(isExternal
            ? []
            : [
                { label: 'Client application', value: value.clientApplication },
                { label: 'Authentication', value: value.authenticationMethod },
              ]),
        ]}
      />
    </Section>
  );
};
