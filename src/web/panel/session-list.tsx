import {
  Button,
  Input,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Text,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { SessionView } from '../../contracts/sessions.ts';
import { EmptyState } from '../shared/empty-state.tsx';
import { ago } from '../shared/format.ts';
import { DeleteIcon, EditIcon, MoreIcon, SessionsIcon } from '../shared/icons.ts';
import { StatusTag } from '../shared/status-tag.tsx';
import { useNow } from '../shared/use-now.ts';
import type { Sessions } from './use-sessions.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: '8px', overflowY: 'auto', flexGrow: 1 },
  entry: {
    display: 'flex',
    alignItems: 'center',
    borderRadius: tokens.borderRadiusLarge,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  current: { backgroundColor: tokens.colorBrandBackground2, ':hover': { backgroundColor: tokens.colorBrandBackground2 } },
  open: {
    flexGrow: 1,
    minWidth: 0,
    font: 'inherit',
    color: 'inherit',
    textAlign: 'start',
    cursor: 'pointer',
    border: 'none',
    backgroundColor: 'transparent',
    padding: '8px 10px',
    borderRadius: tokens.borderRadiusLarge,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  title: { display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  quiet: { display: 'block', color: tokens.colorNeutralForeground3, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  rename: { flexGrow: 1, margin: '6px 8px' },
});

interface SessionListProps {
  readonly sessions: Sessions;
  readonly currentId: string | null;
  readonly onOpen: (session: SessionView) => void;
}

const Rename = ({ session, onDone }: { session: SessionView; onDone: (title: string | null) => void }) => {
  const styles = useStyles();
  const [title, setTitle] = useState(session.title);
  const finish = () => onDone(title.trim() === '' || title.trim() === session.title ? null : title.trim());
  return (
    <Input
      className={styles.rename}
      autoFocus
      aria-label="New name"
      value={title}
      maxLength={120}
      onChange={(_event, data) => setTitle(data.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish();
        if (event.key === 'Escape') onDone(null);
        event.stopPropagation();
      }}
    />
  );
};

const SessionMenu = ({ session, onRename, onRemove }: { session: SessionView; onRename: () => void; onRemove: () => void }) => (
  <Menu>
    <MenuTrigger disableButtonEnhancement>
      <Button size="small" appearance="transparent" icon={<MoreIcon />} aria-label={`More for ${session.title}`} />
    </MenuTrigger>
    <MenuPopover>
      <MenuList>
        <MenuItem icon={<EditIcon />} onClick={onRename}>
          Rename
        </MenuItem>
        <MenuItem icon={<DeleteIcon />} onClick={onRemove}>
          Delete
        </MenuItem>
      </MenuList>
    </MenuPopover>
  </Menu>
);

/** The user's conversations, newest first: open, rename, delete with undo. */
export const SessionList = ({ sessions, currentId, onOpen }: SessionListProps) => {
  const styles = useStyles();
  const now = useNow(30_000);
  const [renaming, setRenaming] = useState<string | null>(null);
  if (sessions.list?.length === 0) {
    return (
      <EmptyState icon={<SessionsIcon />} title="No conversations yet" testId="session-list">
        Choose an agent and ask something; the conversation is then kept here.
      </EmptyState>
    );
  }
  return (
    <ul className={styles.list} aria-label="Conversations" data-testid="session-list">
      {sessions.list?.map((session) => (
        <li key={session.id} className={mergeClasses(styles.entry, session.id === currentId && styles.current)}>
          {renaming === session.id ? (
            <Rename
              session={session}
              onDone={(title) => {
                setRenaming(null);
                if (title !== null) void sessions.rename(session.id, title);
              }}
            />
          ) : (
            <>
              <button type="button" className={styles.open} aria-current={session.id === currentId} onClick={() => onOpen(session)}>
                <Text className={styles.title} weight="semibold">
                  {session.title}
                </Text>
                <Text size={200} className={styles.quiet}>
                  {session.agent.name} · {session.company.name} · {ago(session.lastActivityAt, now)}
                </Text>
              </button>
              {session.status !== 'idle' && (
                <StatusTag status={session.status} label={session.status === 'waiting' ? 'Waits for a decision' : 'Running'} size="small" />
              )}
              <SessionMenu session={session} onRename={() => setRenaming(session.id)} onRemove={() => sessions.remove(session)} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
};
