import { Button, Tab, TabList, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { EmailDraftView } from '../../contracts/outbox.ts';
import { discardDraft, fetchOutbox, restoreDraft } from '../api/calls.ts';
import { useResource } from '../api/use-resource.ts';
import { EmptyState } from '../shared/empty-state.tsx';
import { ago } from '../shared/format.ts';
import { MailIcon, RefreshIcon } from '../shared/icons.ts';
import { useNotices } from '../shared/notices.tsx';
import { PageHeader } from '../shared/page-header.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { StatusTag } from '../shared/status-tag.tsx';
import { useNow } from '../shared/use-now.ts';
import { useMe } from '../shell/me.tsx';
import { useReadAgain } from '../shell/pending-count.tsx';
import { DraftView } from './draft-view.tsx';

const useStyles = makeStyles({
  split: {
    display: 'grid',
    gridTemplateColumns: 'minmax(240px, 340px) 1fr',
    gap: '12px',
    alignItems: 'start',
    '@media (max-width: 1180px)': { gridTemplateColumns: '1fr' },
  },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: '4px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  entry: {
    width: '100%',
    display: 'grid',
    gridTemplateColumns: '1fr auto',
    gap: '2px 8px',
    font: 'inherit',
    color: 'inherit',
    textAlign: 'start',
    border: 'none',
    backgroundColor: 'transparent',
    cursor: 'pointer',
    padding: '8px 10px',
    borderRadius: tokens.borderRadiusMedium,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  current: { backgroundColor: tokens.colorBrandBackground2, ':hover': { backgroundColor: tokens.colorBrandBackground2 } },
  cut: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  quiet: { color: tokens.colorNeutralForeground3 },
  tabs: { marginBottom: tokens.spacingVerticalS },
});

const statusLabels: Record<EmailDraftView['status'], string> = { draft: 'Draft', opened: 'Opened in mail', discarded: 'Discarded' };

const DraftList = ({
  drafts,
  currentId,
  onOpen,
}: {
  drafts: readonly EmailDraftView[];
  currentId: string | undefined;
  onOpen: (id: string) => void;
}) => {
  const styles = useStyles();
  const now = useNow(30_000);
  return (
    <ul className={styles.list} aria-label="Drafts">
      {drafts.map((draft) => (
        <li key={draft.id} data-testid="outbox-item" data-status={draft.status}>
          <button
            type="button"
            className={mergeClasses(styles.entry, draft.id === currentId && styles.current)}
            aria-current={draft.id === currentId}
            onClick={() => onOpen(draft.id)}
          >
            <Text weight="semibold" className={styles.cut} title={draft.to}>
              {draft.to}
            </Text>
            <StatusTag status={draft.status} label={statusLabels[draft.status]} size="small" />
            <Text size={200} className={mergeClasses(styles.cut, styles.quiet)}>
              {draft.subject}
            </Text>
            <Text size={200} className={styles.quiet}>
              {ago(draft.createdAt, now)}
            </Text>
          </button>
        </li>
      ))}
    </ul>
  );
};

/** The user's drafts; discarding one offers to take it back. */
const useOutbox = () => {
  const { tell, tellProblem } = useNotices();
  const outbox = useResource('outbox', (signal) => fetchOutbox({ signal }));
  useReadAgain(outbox);
  const { reload } = outbox;
  const restore = async (draft: EmailDraftView) => {
    const answer = await restoreDraft(draft.id);
    if (!answer.ok) tellProblem(answer.problem);
    reload();
  };
  const discard = async (draft: EmailDraftView) => {
    const answer = await discardDraft(draft.id);
    if (answer.ok) tell(`Discarded "${draft.subject}"`, { undo: () => void restore(draft) });
    else tellProblem(answer.problem);
    reload();
  };
  return { outbox, discard, restore };
};

/** Email drafts that agents made for the user. Nothing leaves before she opens one in her mail program and sends it herself. */
export const OutboxPage = () => {
  const styles = useStyles();
  const { rights } = useMe();
  const { tell } = useNotices();
  const { outbox, discard, restore } = useOutbox();
  const [shows, setShows] = useState<'open' | 'discarded'>('open');
  const [chosenId, setChosenId] = useState<string>();
  const { reload } = outbox;
  const drafts = outbox.value?.value.filter((draft) => (draft.status === 'discarded') === (shows === 'discarded'));
  const current = drafts?.find((draft) => draft.id === chosenId) ?? drafts?.[0];

  if (!rights.mayChat) {
    return (
      <EmptyState icon={<MailIcon />} title="You have no outbox">
        Drafts come from conversations with agents. For those you need the permission set SMART AGENTS USER; ask your administrator to assign it to
        you.
      </EmptyState>
    );
  }
  return (
    <>
      <PageHeader
        title="Outbox"
        caption="Drafts that agents prepared. Only you can send them, from your own mail program."
        actions={<Button appearance="subtle" icon={<RefreshIcon />} aria-label="Read again" onClick={reload} />}
      />
      {outbox.problem && <ProblemNotice problem={outbox.problem} onRetry={reload} />}
      <TabList
        size="small"
        className={styles.tabs}
        selectedValue={shows}
        onTabSelect={(_event, data) => setShows(data.value === 'discarded' ? 'discarded' : 'open')}
      >
        <Tab value="open">Drafts</Tab>
        <Tab value="discarded">Discarded</Tab>
      </TabList>
      {drafts?.length === 0 && (
        <EmptyState icon={<MailIcon />} title={shows === 'open' ? 'No drafts' : 'Nothing discarded'}>
          {shows === 'open'
            ? 'Ask an agent to prepare an email, for example a statement for a customer. It appears here after you confirm it.'
            : 'Drafts you discard can be taken back here.'}
        </EmptyState>
      )}
      {drafts && current && (
        <div className={styles.split}>
          <DraftList drafts={drafts} currentId={current.id} onOpen={setChosenId} />
          <DraftView
            key={current.id}
            draft={current}
            onOpened={() => {
              tell('The message is in your downloads. Open it there to send it.');
              reload();
            }}
            onDiscard={() => void discard(current)}
            onRestore={() => void restore(current)}
          />
        </div>
      )}
    </>
  );
};
