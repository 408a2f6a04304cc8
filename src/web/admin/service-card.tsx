import { Button, Field, Input, MessageBar, MessageBarBody, Text, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { Link } from 'react-router';
import type { UserView } from '../../contracts/admin.ts';
import type { DelegationView } from '../../contracts/delegations.ts';
import type { Problem } from '../../contracts/problem.ts';
import type { ServicePrincipalView, ServiceReach, UpdateServicePrincipal } from '../../contracts/service-principals.ts';
import { mayBecome, type ServicePrincipalState } from '../../domain/service-principal.ts';
import type { Answer } from '../api/answer.ts';
import { fetchServiceReach, updateService } from '../api/service-calls.ts';
import { stateWordsOf } from '../delegations/delegation-words.ts';
import { Facts } from '../shared/facts.tsx';
import { counted } from '../shared/format.ts';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { Section } from '../shared/section.tsx';
import { StatusTag } from '../shared/status-tag.tsx';
import { OwnerField } from './service-dialogs.tsx';
import { WaitingHere } from './waiting-here.tsx';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(260px, 100%), 1fr))',
    alignItems: 'start',
    gap: '12px 20px',
    margin: '12px 0',
  },
  foot: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px', marginTop: '10px' },
  given: { display: 'flex', flexDirection: 'column', gap: '4px', marginTop: '12px' },
  one: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
});

/** What a service's change is called, and what is said when it was made. */
const moves: readonly { readonly to: ServicePrincipalState; readonly label: string; readonly told: string }[] = [
  { to: 'active', label: 'Let it act', told: 'It can give authority, and what it gave can be used.' },
  { to: 'suspended', label: 'Suspend', told: 'Suspended: what it gave cannot be used from the next call on.' },
];

const reachWords = ({ agents, companies }: ServiceReach): string =>
  `The identity provider gives it a token. The ERP shows it ${companies.map(({ name }) => name).join(', ') || 'no company'}; its owner may use ${counted(agents.length, 'external agent')}.`;

/** Asks the identity provider and the ERP about it at this moment. */
const Tried = ({ service }: { service: ServicePrincipalView }) => {
  const [answer, setAnswer] = useState<Answer<ServiceReach>>();
  const [isBusy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    setAnswer(await fetchServiceReach(service.id));
    setBusy(false);
  };
  return (
    <>
      <Button size="small" disabled={isBusy} onClick={() => void go()}>
        Try its sign-in
      </Button>
      {answer?.ok === false && <ProblemNotice problem={answer.problem} />}
      {answer?.ok === true && (
        <MessageBar intent="success" layout="multiline">
          <MessageBarBody>{reachWords(answer.value)}</MessageBarBody>
        </MessageBar>
      )}
    </>
  );
};

const Given = ({ delegations }: { delegations: readonly DelegationView[] }) => {
  const styles = useStyles();
  return (
    <div className={styles.given}>
      <Text size={200}>{delegations.length === 0 ? 'It has given no authority.' : 'What it has given:'}</Text>
      {delegations.map((one) => (
        <span key={one.id} className={styles.one}>
          <Link to={`/delegations/${one.id}`}>{one.workflow}</Link>
          <Text size={200}>to {one.agent.name}</Text>
          <StatusTag status={one.state} label={stateWordsOf(one)} size="small" />
        </span>
      ))}
    </div>
  );
};

interface ServiceCardProps {
  readonly service: ServicePrincipalView;
  readonly users: readonly UserView[];
  /** What it has given, newest first. */
  readonly given: readonly DelegationView[];
  readonly onChanged: (answer: Extract<Answer<ServicePrincipalView>, { ok: true }>, words: string) => void;
  readonly onRenew: () => void;
  readonly onRetire: () => void;
}

/** A service that delegates: its application, its owner, whether it may act, and what it gave. */
export const ServiceCard = ({ service, users, given, onChanged, onRenew, onRetire }: ServiceCardProps) => {
  const styles = useStyles();
  const [name, setName] = useState(service.name);
  const [ownerOid, setOwner] = useState(service.owner.oid);
  const [problem, setProblem] = useState<Problem>();
  const isRetired = service.state === 'retired';
  const change = async (wanted: UpdateServicePrincipal, words: string) => {
    const answer = await updateService(service, wanted);
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) onChanged(answer, words);
  };
  const wanted = { ...(name.trim() === service.name ? {} : { name: name.trim() }), ...(ownerOid === service.owner.oid ? {} : { ownerOid }) };
  const isOwned = service.owner.oid !== '';
  const steps = moves.filter(({ to }) => to !== service.state && mayBecome(service.state, to));
  return (
    <Section title={service.name} actions={<StatusTag status={service.state} />}>
      <WaitingHere subjectId={service.id} />
      {problem && <ProblemNotice problem={problem} />}
      {!isOwned && !isRetired && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            Its owner was erased, so nobody answers for it, and it does not act. Give it another owner before you let it act.
          </MessageBarBody>
        </MessageBar>
      )}
      <Facts
        facts={[
          { label: 'Client application', value: service.clientApplication },
          { label: 'Secret', value: 'Kept sealed, never shown' },
          ...(isRetired ? [{ label: 'Owner', value: service.owner.name }] : []),
        ]}
      />
      {!isRetired && (
        <>
          <div className={styles.grid}>
            <Field label="Name" required>
              <Input value={name} maxLength={80} onChange={(_event, data) => setName(data.value)} />
            </Field>
            <OwnerField users={users} value={ownerOid} onChange={setOwner} />
          </div>
          <div className={styles.foot}>
            <Button
              size="small"
              appearance="primary"
              disabled={Object.keys(wanted).length === 0 || name.trim() === '' || ownerOid === ''}
              onClick={() => void change(wanted, 'Saved. It is in force now.')}
            >
              Save
            </Button>
            {steps.map(({ to, label, told }) => (
              <Button key={to} size="small" disabled={to === 'active' && !isOwned} onClick={() => void change({ state: to }, told)}>
                {label}
              </Button>
            ))}
            <Button size="small" onClick={onRenew}>
              Replace the secret
            </Button>
            <Button size="small" onClick={onRetire}>
              Retire
            </Button>
            {service.state === 'active' && <Tried service={service} />}
          </div>
        </>
      )}
      <Given delegations={given} />
    </Section>
  );
};
