import { makeStyles } from '@fluentui/react-components';
import { useCallback, useEffect, useState } from 'react';
import type { ApprovalDecision } from '../../contracts/approvals.ts';
import type { SessionView } from '../../contracts/sessions.ts';
import { unreachable } from '../api/answer.ts';
import { useWorkplace } from '../shell/workplace.tsx';
import { AgentPicker } from './agent-picker.tsx';
import { Composer } from './composer.tsx';
import { AgentNotice, PanelHeader } from './panel-header.tsx';
import { SessionList } from './session-list.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { Thread } from './thread.tsx';
import { usePanel } from './use-panel.ts';
import type { Blocked } from './use-held-sending.ts';
import { useShortcuts } from './use-shortcuts.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', height: '100%', minHeight: 0 },
  start: { flexGrow: 1, minHeight: 0, overflowY: 'auto' },
});

/** What stands between the head and the composer: the conversations, the open one, or the choice of an agent. */
const PanelBody = ({ panel, isListOpen, onListClosed }: { panel: ReturnType<typeof usePanel>; isListOpen: boolean; onListClosed: () => void }) => {
  const styles = useStyles();
  const { askAgent } = useWorkplace();
  const { client, snapshot, picker, recount } = panel;
  const onDecide = useCallback(
    async (approvalId: string, decision: ApprovalDecision) => {
      const answer = (await client?.decide(approvalId, decision)) ?? { ok: false as const, problem: unreachable };
      recount();
      return answer;
    },
    [client, recount],
  );
  const open = (session: SessionView) => {
    panel.openSession(session);
    onListClosed();
  };
  if (isListOpen) return <SessionList sessions={panel.sessions} currentId={panel.sessionId} onOpen={open} />;
  if (panel.sessionId === null) {
    return (
      <div className={styles.start}>
        <AgentPicker
          agents={picker.agents}
          chosen={picker.chosen}
          onChoose={picker.choose}
          onSuggestion={(text) => void panel.send(text, undefined)}
        />
      </div>
    );
  }
  return (
    <Thread
      key={panel.sessionId}
      snapshot={snapshot}
      onDecide={onDecide}
      onResend={(message) => void client?.send(message)}
      onForget={(message) => client?.forget(message.clientMessageId)}
      onAgain={askAgent}
    />
  );
};

/** What keeps the user from sending something. */
const blockedBy = ({ sessionId, companyId, picker }: ReturnType<typeof usePanel>): Blocked | null => {
  if (companyId === '') return { because: 'The ERP shows you no company', isPassing: false };
  if (sessionId !== null || picker.chosen) return null;
  return picker.agents.isLoading ? { because: 'Finding your agents', isPassing: true } : { because: 'There is no agent to ask', isPassing: false };
};

/** The side panel: pick an agent, talk to it, confirm what it proposes. */
export const Panel = ({ isAlone = false }: { isAlone?: boolean }) => {
  const styles = useStyles();
  const { page, question, isPanelOpen, setPanelOpen, askAgent } = useWorkplace();
  const panel = usePanel();
  const { snapshot, picker } = panel;
  const [isListOpen, setListOpen] = useState(false);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [focusRound, setFocusRound] = useState(0);

  const startNew = () => {
    panel.startNew();
    setListOpen(false);
    setPanelOpen(true);
    setFocusRound((round) => round + 1);
  };
  const close = () => {
    setPanelOpen(false);
    document.getElementById('main')?.focus();
  };
  const toggle = () => {
    if (isPanelOpen) return close();
    setPanelOpen(true);
    setFocusRound((round) => round + 1);
  };
  useShortcuts({
    onNew: startNew,
    onStop: () => void (panel.running && panel.stop()),
    onHelp: () => setHelpOpen(true),
    onToggle: () => !isAlone && toggle(),
  });
  useEffect(() => setListOpen(false), [question]);

  const hasThread = panel.sessionId !== null;
  return (
    <div className={styles.root}>
      <PanelHeader
        agent={hasThread ? panel.current?.agent : picker.chosen}
        title={hasThread ? panel.current?.title : undefined}
        isListOpen={isListOpen}
        onNew={startNew}
        onList={() => {
          // Conversations that are not open here may have gone on.
          if (!isListOpen) panel.sessions.reload();
          setListOpen(!isListOpen);
        }}
        onHelp={() => setHelpOpen(true)}
        onClose={isAlone ? undefined : close}
      />
      <AgentNotice connection={snapshot.connection} />
      <PanelBody panel={panel} isListOpen={isListOpen} onListClosed={() => setListOpen(false)} />
      <Composer
        page={page}
        question={question}
        isRunning={panel.running !== undefined}
        blocked={blockedBy(panel)}
        focusKey={focusRound === 0 ? '' : String(focusRound)}
        onSend={(text, shared) => {
          setListOpen(false);
          // What could not be sent goes back to where it was written.
          void panel.send(text, shared).then((isSent) => !isSent && askAgent(text));
        }}
        onStop={() => void panel.stop()}
      />
      <ShortcutsDialog isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  );
};
