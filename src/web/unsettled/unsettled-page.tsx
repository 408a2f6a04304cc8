import { Button, Spinner, makeStyles } from '@fluentui/react-components';
import { fetchUnsettledEffects } from '../api/calls.ts';
import { useResource } from '../api/use-resource.ts';
import { EmptyState } from '../shared/empty-state.tsx';
import { RefreshIcon, WarningIcon } from '../shared/icons.ts';
import { useNotices } from '../shared/notices.tsx';
import { PageHeader } from '../shared/page-header.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { useMe } from '../shell/me.tsx';
import { useReadAgain, useRecount } from '../shell/pending-count.tsx';
import { UnsettledCard } from './unsettled-card.tsx';

const useStyles = makeStyles({ list: { maxWidth: '860px' } });

const UnsettledEffects = () => {
  const styles = useStyles();
  const { tell } = useNotices();
  const recount = useRecount();
  const effects = useResource('unsettled-effects', (signal) => fetchUnsettledEffects({ signal }));
  useReadAgain(effects);
  return (
    <>
      <PageHeader
        title="Unsettled changes"
        caption="The ERP was asked to make them, and nobody knows whether it did: look there, and say what you found"
        back={{ to: '/approvals', label: 'approvals' }}
        actions={<Button appearance="subtle" icon={<RefreshIcon />} aria-label="Read again" onClick={effects.reload} />}
      />
      {effects.problem && <ProblemNotice problem={effects.problem} onRetry={effects.reload} />}
      {!effects.value && effects.isLoading && <Spinner label="Reading what is unsettled" style={{ marginTop: 60 }} />}
      {effects.value?.value.length === 0 && (
        <EmptyState icon={<WarningIcon />} title="Everything is settled">
          When the ERP's answer to a change is lost, and the agent's tool cannot find out whether it was made, the change appears here.
        </EmptyState>
      )}
      <div className={styles.list}>
        {effects.value?.value.map((effect) => (
          <UnsettledCard
            key={effect.approvalId}
            effect={effect}
            onSettled={({ message }) => {
              tell('Settled.', { body: message });
              effects.reload();
              recount();
            }}
          />
        ))}
      </div>
    </>
  );
};

/** Changes of which nobody knows whether they were made: the user's own, or everybody's for approvers and admins. */
export const UnsettledPage = () => {
  const { rights } = useMe();
  if (rights.maySeeUnsettled) return <UnsettledEffects />;
  return (
    <EmptyState icon={<WarningIcon />} title="You cannot settle changes">
      For that you need the permission set SMART AGENTS USER or SMART AGENTS APPROVER. Ask your administrator to assign one to you.
    </EmptyState>
  );
};
