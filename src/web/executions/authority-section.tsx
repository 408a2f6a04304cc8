import type { ExecutionView } from '../../contracts/executions.ts';
import { Facts, type Fact } from '../shared/facts.tsx';
import { counted, exactMoment, inWords, noValue } from '../shared/format.ts';
import { Section } from '../shared/section.tsx';
import { StatusTag } from '../shared/status-tag.tsx';
import { VersionHash } from '../shared/version-hash.tsx';
import { HashText } from './hash-text.tsx';

const validity = ({ validFrom, validTo }: NonNullable<ExecutionView['delegation']>): string =>
  validTo === null ? `From ${exactMoment(validFrom)}` : `${exactMoment(validFrom)} to ${exactMoment(validTo)}`;

const delegationFacts = ({ delegation, delegationId }: ExecutionView): Fact[] =>
  delegation === null
    ? [{ label: 'Delegation', value: <HashText value={delegationId} /> }]
    : [
        { label: 'Workflow', value: inWords(delegation.workflow) },
        { label: 'Delegated by', value: delegation.delegator },
        { label: 'Actions', value: delegation.actions.includes('*') ? 'Whatever the agent version links' : delegation.actions.join(', ') },
        { label: 'Valid', value: validity(delegation) },
        ...(delegation.revokedAt === null ? [] : [{ label: 'Revoked', value: exactMoment(delegation.revokedAt) }]),
        { label: 'Delegation', value: <HashText value={delegation.id} /> },
      ];

/** The agents that were asked by the one that acts, or by one of those. */
const askedWords = ({ agent, agents }: ExecutionView): string =>
  agents
    .filter(({ id }) => id !== agent.id)
    .map(({ name, version, calls }) => `${name}, version ${version} (${counted(calls, 'call')})`)
    .join('; ');

const agentFacts = ({ agent }: ExecutionView, asked: string): Fact[] => [
  { label: 'Agent', value: `${agent.name}, version ${agent.version}` },
  ...(asked === '' ? [] : [{ label: 'Asked other agents', value: asked }]),
  { label: 'Kind', value: inWords(agent.kind) },
  { label: 'Standing now', value: <StatusTag status={agent.lifecycleNow} size="small" /> },
  ...(agent.businessUnit === null ? [] : [{ label: 'Business unit', value: agent.businessUnit }]),
];

/** Which agent acted, for which customer, under which authority, through which workflow. */
export const AuthoritySection = ({ execution }: { execution: ExecutionView }) => (
  <Section title="Who acted, for whom, under which authority">
    <Facts
      facts={[
        ...agentFacts(execution, askedWords(execution)),
        { label: 'User', value: execution.user },
        { label: 'Customer', value: execution.tenant.name },
        { label: 'Company', value: execution.company },
        { label: 'Started', value: exactMoment(execution.startedAt) },
        { label: 'Ended', value: exactMoment(execution.endedAt) },
        ...delegationFacts(execution),
      ]}
    />
  </Section>
);

/** What proves the run when the conversation is gone. */
export const ProofSection = ({ execution }: { execution: ExecutionView }) => (
  <Section title="Proof" hint="These stay when the conversation has expired. Hashes are SHA-256.">
    <Facts
      facts={[
        { label: 'Answer', value: execution.answerHash === null ? noValue : <HashText value={execution.answerHash} /> },
        { label: 'Agent version', value: <VersionHash version={execution.agent} /> },
        { label: 'What else was in force', value: <HashText value={execution.fingerprint} /> },
      ]}
    />
  </Section>
);
