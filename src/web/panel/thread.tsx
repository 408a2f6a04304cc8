import { Button, Spinner, Text, makeStyles, tokens } from '@fluentui/react-components';
import type { ApprovalDecision, ApprovalDecisionResult } from '../../contracts/approvals.ts';
import type { Answer } from '../api/answer.ts';
import { ChevronDownIcon } from '../shared/icons.ts';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import type { ConversationSnapshot, OutgoingMessage } from './conversation-client.ts';
import { spokenState } from './spoken-state.ts';
import { TurnView } from './turn-view.tsx';
import { useFollow } from './use-follow.ts';

const useStyles = makeStyles({
  frame: { position: 'relative', flexGrow: 1, minHeight: 0 },
  scroll: { height: '100%', overflowY: 'auto', padding: '14px 14px 20px', display: 'flex', flexDirection: 'column', gap: '20px' },
  latest: { position: 'absolute', bottom: '10px', left: '50%', transform: 'translateX(-50%)', boxShadow: tokens.shadow8 },
  outgoing: {
    alignSelf: 'flex-end',
    maxWidth: '88%',
    padding: '8px 12px',
    borderRadius: '12px 12px 3px 12px',
    backgroundColor: tokens.colorBrandBackground2,
    opacity: 0.75,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  sending: { alignSelf: 'flex-end', color: tokens.colorNeutralForeground3 },
  spoken: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)', whiteSpace: 'nowrap' },
});

interface ThreadProps {
  readonly snapshot: ConversationSnapshot;
  readonly onDecide: (approvalId: string, decision: ApprovalDecision) => Promise<Answer<ApprovalDecisionResult>>;
  readonly onResend: (message: OutgoingMessage) => void;
  readonly onForget: (message: OutgoingMessage) => void;
  readonly onAgain: (text: string) => void;
}

const Outgoing = ({ message, onResend, onForget }: { message: OutgoingMessage } & Pick<ThreadProps, 'onResend' | 'onForget'>) => {
  const styles = useStyles();
  return (
    <>
      <div className={styles.outgoing} data-part>
        {message.text}
      </div>
      {message.problem ? (
        <ProblemNotice problem={message.problem} onRetry={() => onResend(message)} onDismiss={() => onForget(message)} />
      ) : (
        <Text size={100} className={styles.sending}>
          Sending
        </Text>
      )}
    </>
  );
};

/** The conversation, read from the beginning of what was asked last. Changes are spoken once, when they are complete. */
export const Thread = ({ snapshot, onDecide, onResend, onForget, onAgain }: ThreadProps) => {
  const styles = useStyles();
  const { conversation, outgoing, problem, turnProblem, session } = snapshot;
  const { scroll, onScroll, hasMore, goToEnd } = useFollow(snapshot);
  return (
    <div className={styles.frame}>
      <div ref={scroll} className={styles.scroll} onScroll={onScroll} tabIndex={0} role="region" aria-label="Conversation">
        {!session && !problem && conversation.turns.length === 0 && outgoing.length === 0 && (
          <Spinner label="Opening the conversation" style={{ marginTop: 60 }} />
        )}
        {conversation.turns.map((turn, index) => (
          <TurnView
            key={turn.id}
            turn={turn}
            approvals={conversation.approvals}
            isLast={index === conversation.turns.length - 1}
            onDecide={onDecide}
            onAgain={onAgain}
          />
        ))}
        {outgoing.map((message) => (
          <Outgoing key={message.clientMessageId} message={message} onResend={onResend} onForget={onForget} />
        ))}
        {turnProblem && <ProblemNotice problem={turnProblem} />}
        {problem && <ProblemNotice problem={problem} />}
      </div>
      {hasMore && (
        <Button size="small" shape="circular" className={styles.latest} icon={<ChevronDownIcon />} onClick={goToEnd}>
          To the end
        </Button>
      )}
      <div className={styles.spoken} aria-live="polite">
        {spokenState(conversation)}
      </div>
    </div>
  );
};
