import { Badge, Button, Text, Tooltip, makeStyles, mergeClasses, tokens, useRestoreFocusTarget } from '@fluentui/react-components';
import { AddIcon, AgentIcon, CloseIcon, KeyboardIcon, OfflineIcon, SessionsIcon } from '../shared/icons.ts';
import { useMe } from '../shell/me.tsx';
import { autonomyWords } from './agent-words.ts';
import type { ConversationSnapshot } from './conversation-client.ts';

const useStyles = makeStyles({
  head: {
    display: 'flex',
    alignItems: 'center',
    gap: '4px',
    padding: '6px 8px 6px 14px',
    minHeight: '48px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    flexShrink: 0,
  },
  title: { minWidth: 0, flexGrow: 1, display: 'flex', flexDirection: 'column' },
  line: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  quiet: { color: tokens.colorNeutralForeground3 },
  notice: {
    display: 'flex',
    alignItems: 'center',
    gap: '6px',
    padding: '5px 14px',
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    flexShrink: 0,
    '& svg': { fontSize: '16px', flexShrink: 0, color: tokens.colorBrandForeground1 },
  },
  model: { marginLeft: 'auto', flexShrink: 0 },
  offline: { backgroundColor: tokens.colorPaletteYellowBackground1, '& svg': { color: 'inherit' } },
});

interface PanelHeaderProps {
  readonly agent: { readonly name: string; readonly autonomy: string } | undefined;
  readonly title: string | undefined;
  readonly isListOpen: boolean;
  readonly onNew: () => void;
  readonly onList: () => void;
  readonly onHelp: () => void;
  readonly onClose: (() => void) | undefined;
}

const IconButton = ({ label, icon, onClick, isPressed }: { label: string; icon: React.ReactElement; onClick: () => void; isPressed?: boolean }) => {
  const focusTarget = useRestoreFocusTarget();
  return (
    <Tooltip content={label} relationship="label">
      <Button
        {...focusTarget}
        appearance="subtle"
        icon={icon}
        onClick={onClick}
        {...(isPressed === undefined ? {} : { 'aria-pressed': isPressed })}
      />
    </Tooltip>
  );
};

const autonomyOf = (autonomy: string): string =>
  autonomy === 'read-only' || autonomy === 'ask' || autonomy === 'execute' ? autonomyWords[autonomy].short : autonomy;

/** The panel's head: which agent, which conversation, and what can be done with it. */
export const PanelHeader = ({ agent, title, isListOpen, onNew, onList, onHelp, onClose }: PanelHeaderProps) => {
  const styles = useStyles();
  return (
    <div className={styles.head}>
      <div className={styles.title}>
        <Text weight="semibold" as="h2" className={styles.line} style={{ margin: 0 }}>
          {isListOpen ? 'Conversations' : (title ?? 'New conversation')}
        </Text>
        {agent && !isListOpen && (
          <Text size={200} className={mergeClasses(styles.line, styles.quiet)}>
            {agent.name} · {autonomyOf(agent.autonomy)}
          </Text>
        )}
      </div>
      <IconButton label="New conversation (Ctrl+K)" icon={<AddIcon />} onClick={onNew} />
      <IconButton label="Conversations" icon={<SessionsIcon />} onClick={onList} isPressed={isListOpen} />
      <IconButton label="Keyboard shortcuts (?)" icon={<KeyboardIcon />} onClick={onHelp} />
      {onClose && <IconButton label="Close the panel" icon={<CloseIcon />} onClick={onClose} />}
    </div>
  );
};

/** Says that an AI answers and which model it is, and when the connection is gone. */
export const AgentNotice = ({ connection }: { connection: ConversationSnapshot['connection'] }) => {
  const styles = useStyles();
  const { me } = useMe();
  return (
    <>
      <div className={styles.notice}>
        <AgentIcon aria-hidden />
        <span>You are talking to an AI agent</span>
        <Tooltip
          content={
            me.model.offline
              ? 'No model key is set, so plain rules inside this program answer. They know the demo questions and little else.'
              : 'The model that answers'
          }
          relationship="description"
        >
          <Badge className={styles.model} appearance="outline" color={me.model.offline ? 'warning' : 'informative'} size="small">
            {me.model.offline ? 'built-in offline model' : me.model.name}
          </Badge>
        </Tooltip>
      </div>
      {connection !== 'online' && (
        <div className={mergeClasses(styles.notice, styles.offline)} role="status">
          <OfflineIcon aria-hidden />
          <span>{connection === 'connecting' ? 'Connecting. Nothing is lost meanwhile.' : 'No connection. Load the page again to go on.'}</span>
        </div>
      )}
    </>
  );
};
