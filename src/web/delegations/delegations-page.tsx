import { Button } from '@fluentui/react-components';
import { useNavigate } from 'react-router';
import type { DelegationView } from '../../contracts/delegations.ts';
import { fetchDelegations } from '../api/delegation-calls.ts';
import { useResource } from '../api/use-resource.ts';
import { DataTable, type Column } from '../shared/data-table.tsx';
import { EmptyState } from '../shared/empty-state.tsx';
import { counted, moment, noValue } from '../shared/format.ts';
import { AddIcon, DelegationIcon, RefreshIcon } from '../shared/icons.ts';
import { PageHeader } from '../shared/page-header.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { StatusTag } from '../shared/status-tag.tsx';
import { useMe } from '../shell/me.tsx';
import { companiesWords, giverWords, limitsWords, stateWordsOf } from './delegation-words.ts';

const asksWords = ({ approvalRules }: DelegationView): string => (approvalRules.length === 0 ? noValue : counted(approvalRules.length, 'rule'));
const recordsWords = ({ recordFilters }: DelegationView): string => Object.keys(recordFilters).join(', ') || 'All';

const columnsFor = (companies: readonly { id: string; name: string }[]): readonly Column<DelegationView>[] => [
  { key: 'workflow', label: 'For', cell: ({ workflow }) => <b style={{ fontWeight: 600 }}>{workflow}</b> },
  { key: 'agent', label: 'Agent', cell: ({ agent }) => agent.name },
  { key: 'state', label: 'State', cell: (one) => <StatusTag status={one.state} label={stateWordsOf(one)} size="small" /> },
  { key: 'delegator', label: 'Given by', cell: giverWords },
  { key: 'validTo', label: 'Until', cell: ({ validTo }) => moment(validTo) },
  { key: 'companies', label: 'Companies', cell: (one) => companiesWords(one.companies, companies) },
  { key: 'limits', label: 'Amounts', cell: (one) => <span title={limitsWords(one)}>{limitsWords(one)}</span> },
  { key: 'rules', label: 'Asks', cell: asksWords },
  { key: 'records', label: 'Records', cell: recordsWords },
];

/** Delegations: those the user gave, answers for or may revoke; all of them for whoever oversees the tenant. */
export const DelegationsPage = () => {
  const navigate = useNavigate();
  const { me, rights } = useMe();
  const delegations = useResource('delegations', (signal) => fetchDelegations({ signal }));
  const give = (
    <Button appearance="primary" icon={<AddIcon />} onClick={() => void navigate('/delegations/new')}>
      Give authority
    </Button>
  );
  if (!rights.maySeeDelegations) {
    return (
      <EmptyState icon={<DelegationIcon />} title="You cannot see delegations" testId="denial">
        For that you need a SMART AGENTS permission set, such as SMART AGENTS USER. Ask your administrator to assign one to you.
      </EmptyState>
    );
  }
  return (
    <>
      <PageHeader
        title="Delegations"
        caption="Authority that people and services gave to external agents"
        actions={
          <>
            <Button appearance="subtle" icon={<RefreshIcon />} aria-label="Read again" onClick={delegations.reload} />
            {rights.mayDelegateAsService && give}
          </>
        }
      />
      {delegations.problem && <ProblemNotice problem={delegations.problem} onRetry={delegations.reload} />}
      <DataTable
        label="Delegations"
        columns={columnsFor(me.companies)}
        rows={delegations.value?.value}
        rowKey={({ id }) => id}
        rowTestId="delegation-row"
        onOpen={({ id }) => void navigate(`/delegations/${id}`)}
        isBusy={delegations.isLoading}
        empty={
          <EmptyState icon={<DelegationIcon />} title="No delegations" {...(rights.mayDelegateAsService ? { actions: give } : {})}>
            With a delegation you let an external agent act in your name: for one purpose, in the companies, up to the amounts and until the day you
            choose. It never gets more rights than you have, and you can revoke it at any time.
          </EmptyState>
        }
      />
    </>
  );
};
