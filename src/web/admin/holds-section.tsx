import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { LegalHoldView } from '../../contracts/legal-holds.ts';
import { fetchLegalHolds } from '../api/hold-calls.ts';
import { useResource } from '../api/use-resource.ts';
import { DataTable, type Column } from '../shared/data-table.tsx';
import { EmptyState } from '../shared/empty-state.tsx';
import { date } from '../shared/format.ts';
import { AddIcon, HoldIcon } from '../shared/icons.ts';
import { useNotices } from '../shared/notices.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { Section } from '../shared/section.tsx';
import { StatusTag } from '../shared/status-tag.tsx';
import { useMe } from '../shell/me.tsx';
import { LiftHoldDialog, SetHoldDialog } from './hold-dialogs.tsx';
import { heldWords } from './hold-words.ts';
import { useWaiting } from './waiting.tsx';

const columns = (lift: ((hold: LegalHoldView) => void) | null): readonly Column<LegalHoldView>[] => [
  { key: 'what', label: 'What it holds', cell: heldWords },
  { key: 'reason', label: 'Why', cell: ({ reason }) => reason },
  { key: 'since', label: 'Since', cell: ({ setAt, setBy }) => `${date(setAt)}, by ${setBy}` },
  {
    key: 'state',
    label: 'State',
    cell: ({ liftedAt, liftedBy, liftReason, waiting }) =>
      liftedAt === null ? (
        <StatusTag
          status={waiting === null ? 'standing' : 'pending'}
          label={waiting === null ? 'Stands' : 'Lifting waits for a second admin'}
          size="small"
        />
      ) : (
        `Lifted ${date(liftedAt)} by ${liftedBy ?? 'somebody'}: ${liftReason ?? ''}`
      ),
  },
  {
    key: 'lift',
    label: '',
    align: 'end',
    cell: (hold) =>
      lift !== null &&
      hold.liftedAt === null &&
      hold.waiting === null && (
        <Button size="small" onClick={() => lift(hold)}>
          Lift
        </Button>
      ),
  },
];

/** The legal holds: what each keeps from being deleted, since when and why; `onLifted` is told when one is lifted. */
export const HoldsSection = ({ onLifted }: { onLifted: () => void }) => {
  const { tell } = useNotices();
  const { rights } = useMe();
  const { recount } = useWaiting();
  const holds = useResource('legal-holds', (signal) => fetchLegalHolds({ signal }));
  const [isSetting, setSetting] = useState(false);
  const [lifting, setLifting] = useState<LegalHoldView>();
  const lifted = ({ liftedAt }: LegalHoldView) => {
    setLifting(undefined);
    holds.reload();
    recount();
    onLifted();
    tell(liftedAt === null ? 'Waiting for a second admin. The hold stands until then.' : 'The hold is lifted.');
  };
  return (
    <Section
      title="Legal holds"
      hint="What one covers is not deleted, whatever its age and whoever asks."
      actions={
        rights.mayAdminister && (
          <Button appearance="primary" size="small" icon={<AddIcon />} onClick={() => setSetting(true)}>
            Set a hold
          </Button>
        )
      }
    >
      {holds.problem && <ProblemNotice problem={holds.problem} onRetry={holds.reload} />}
      <DataTable
        label="Legal holds"
        columns={columns(rights.mayAdminister ? setLifting : null)}
        rows={holds.value?.value}
        rowKey={({ id }) => id}
        isBusy={holds.isLoading}
        empty={
          <EmptyState icon={<HoldIcon />} title="Nothing is held">
            Set a hold when a user, an agent, a document or a period may be evidence.
          </EmptyState>
        }
      />
      {isSetting && (
        <SetHoldDialog
          onDone={() => {
            setSetting(false);
            holds.reload();
            tell('The hold stands from now on.');
          }}
          onClose={() => setSetting(false)}
        />
      )}
      {lifting && <LiftHoldDialog hold={lifting} onDone={lifted} onClose={() => setLifting(undefined)} />}
    </Section>
  );
};
