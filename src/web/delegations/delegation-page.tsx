import { Button, MessageBar, MessageBarBody, MessageBarTitle, ProgressBar, Spinner, Text, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import type { DelegationView } from '../../contracts/delegations.ts';
import { fetchDelegation } from '../api/delegation-calls.ts';
import { useResource } from '../api/use-resource.ts';
import { actionsWords, approverWords, whenWords } from '../rules/rule-words.ts';
import { Facts } from '../shared/facts.tsx';
import { exactMoment } from '../shared/format.ts';
import { useNotices } from '../shared/notices.tsx';
import { PageHeader } from '../shared/page-header.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { Section } from '../shared/section.tsx';
import { SmallTable } from '../shared/small-table.tsx';
import { StatusTag } from '../shared/status-tag.tsx';
import { useMe } from '../shell/me.tsx';
import { ExtendDelegationDialog, RevokeDelegationDialog } from './delegation-dialogs.tsx';
import { companiesWords, perActionWords, stateWordsOf, usedShare, usedWords } from './delegation-words.ts';
import { OperatorSection } from './operator-section.tsx';
import { WhileAwaySection } from './while-away-section.tsx';

const useStyles = makeStyles({
  limit: { display: 'flex', flexDirection: 'column', gap: '4px', maxWidth: '520px', marginBottom: '14px' },
  bar: { marginBottom: '12px' },
});

const Authority = ({ delegation }: { delegation: DelegationView }) => {
  const { me } = useMe();
  const { delegator, delegatorKind, responsible, revokers, revokedBy } = delegation;
  return (
    <Section title="Authority">
      <Facts
        facts={[
          { label: 'Agent', value: delegation.agent.name },
          { label: 'Given by', value: delegatorKind === 'service' ? `${delegator.name}, a service` : delegator.name },
          { label: 'Decides', value: responsible.name },
          { label: 'Companies', value: companiesWords(delegation.companies, me.companies) },
          { label: 'From', value: exactMoment(delegation.validFrom) },
          { label: 'Until', value: exactMoment(delegation.validTo) },
          { label: 'Actions', value: actionsWords(delegation.actions) },
          { label: 'Reason', value: delegation.reason },
          ...(revokers.length === 0 ? [] : [{ label: 'May also revoke it', value: revokers.map(({ name }) => name).join(', ') }]),
          ...(delegation.extends === null
            ? []
            : [{ label: 'Extends', value: <Link to={`/delegations/${delegation.extends}`}>an earlier one</Link> }]),
          ...(delegation.revokedAt === null
            ? []
            : [
                { label: 'Revoked', value: `${exactMoment(delegation.revokedAt)} by ${revokedBy?.name ?? 'nobody'}` },
                { label: 'Why', value: delegation.revokeReason },
              ]),
        ]}
      />
    </Section>
  );
};

const Limits = ({ limits }: Pick<DelegationView, 'limits'>) => {
  const styles = useStyles();
  return (
    <Section title="Amounts">
      {limits.length === 0 && <Text>No limit: what you may do yourself, it may do.</Text>}
      {limits.map((limit, index) => (
        <div key={index} className={styles.limit}>
          <Text weight="semibold">{actionsWords(limit.actions)}</Text>
          {perActionWords(limit) !== null && <Text size={200}>{perActionWords(limit)}</Text>}
          {limit.cumulative !== null && (
            <>
              <Text size={200}>{usedWords(limit)}</Text>
              <ProgressBar
                value={usedShare(limit)}
                thickness="large"
                color={usedShare(limit) >= 0.9 ? 'warning' : 'brand'}
                aria-label={usedWords(limit) ?? ''}
              />
            </>
          )}
        </div>
      ))}
    </Section>
  );
};

const text = (content: string) => ({ content, isShort: false });
const columns = (...labels: readonly string[]) => labels.map((content) => ({ content, align: 'start' as const }));

const Bounds = ({ approvalRules, recordFilters }: DelegationView) => (
  <>
    <Section title="When it asks" hint="Beside these, the agent's own autonomy and the organisation's policy may ask.">
      {approvalRules.length === 0 ? (
        <Text>No rules of its own.</Text>
      ) : (
        <SmallTable
          label="Rules of this delegation"
          columns={columns('Rule', 'About', 'Asks', 'Decides')}
          rows={approvalRules.map((rule) => [rule.name, actionsWords(rule.actions), whenWords(rule), approverWords(rule)].map(text))}
        />
      )}
    </Section>
    <Section title="Records">
      {Object.keys(recordFilters).length === 0 ? (
        <Text>Every record that whoever gave it may see.</Text>
      ) : (
        <SmallTable
          label="Record filters"
          columns={columns('Entity set', 'Only where')}
          rows={Object.entries(recordFilters).map((filter) => filter.map(text))}
        />
      )}
    </Section>
  </>
);

interface DelegationCardProps {
  readonly delegation: DelegationView;
  readonly onChanged: (delegation: DelegationView) => void;
}

const DelegationCard = ({ delegation, onChanged }: DelegationCardProps) => {
  const styles = useStyles();
  const navigate = useNavigate();
  const { tell } = useNotices();
  const { rights } = useMe();
  const { state: came } = useLocation() as { state: { isNew?: boolean } | null };
  const [asking, setAsking] = useState<'revoke' | 'extend'>();
  const close = () => setAsking(undefined);
  const mayExtend = (delegation.delegatorKind === 'service' ? rights.mayDelegateAsService : rights.mayDelegate) && delegation.isYours;
  return (
    <>
      <PageHeader
        title={delegation.workflow}
        caption={`Delegation · to ${delegation.agent.name}`}
        back={{ to: '/delegations', label: 'delegations' }}
        tags={<StatusTag status={delegation.state} label={stateWordsOf(delegation)} />}
        actions={
          <>
            {mayExtend && <Button onClick={() => setAsking('extend')}>Extend</Button>}
            {delegation.mayRevoke && <Button onClick={() => setAsking('revoke')}>Revoke</Button>}
          </>
        }
      />
      {came?.isNew === true && (
        <MessageBar intent="success" layout="multiline" className={styles.bar}>
          <MessageBarBody>
            <MessageBarTitle>Authority given.</MessageBarTitle>
            Hand its id to whoever runs {delegation.agent.name}.
          </MessageBarBody>
        </MessageBar>
      )}
      <WhileAwaySection
        delegation={delegation}
        onChanged={(changed, words) => {
          tell(words);
          onChanged(changed);
        }}
      />
      {delegation.state !== 'revoked' && delegation.state !== 'expired' && <OperatorSection id={delegation.id} agent={delegation.agent.name} />}
      <Authority delegation={delegation} />
      <Limits limits={delegation.limits} />
      <Bounds {...delegation} />
      {asking === 'revoke' && (
        <RevokeDelegationDialog
          delegation={delegation}
          onClose={close}
          onDone={(changed) => {
            close();
            tell('Revoked.', { body: 'The agent cannot act under it any more.' });
            onChanged(changed);
          }}
        />
      )}
      {asking === 'extend' && (
        <ExtendDelegationDialog
          delegation={delegation}
          onClose={close}
          onDone={({ id }) => {
            close();
            void navigate(`/delegations/${id}`, { state: { isNew: true } });
          }}
        />
      )}
    </>
  );
};

/** One delegation: what it allows, how much of it is used, and what can be done with it. */
export const DelegationPage = () => {
  const { id = '' } = useParams();
  const delegation = useResource(`delegation/${id}`, (signal) => fetchDelegation(id, { signal }));
  return (
    <>
      {delegation.problem && <ProblemNotice problem={delegation.problem} onRetry={delegation.reload} />}
      {!delegation.value && delegation.isLoading && <Spinner label="Reading the delegation" style={{ marginTop: 60 }} />}
      {delegation.value && <DelegationCard key={id} delegation={delegation.value} onChanged={delegation.put} />}
    </>
  );
};
