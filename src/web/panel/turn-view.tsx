import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  Spinner,
  Text,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import { Fragment, memo, type ReactElement } from 'react';
import { Link } from 'react-router';
import type { ApprovalDecision, ApprovalDecisionResult, ApprovalView } from '../../contracts/approvals.ts';
import type { Answer } from '../api/answer.ts';
import { PreviewCard } from '../approvals/preview-card.tsx';
import { Markdown } from '../markdown/markdown.tsx';
import { counted, credits } from '../shared/format.ts';
import { pageWords } from './agent-words.ts';
import { hasGoneOn, type Turn, type TurnItem } from './conversation.ts';
import { ToolCalls } from './tool-calls.tsx';

const useStyles = makeStyles({
  turn: { display: 'flex', flexDirection: 'column', gap: '10px' },
  question: {
    alignSelf: 'flex-end',
    maxWidth: '88%',
    padding: '8px 12px',
    borderRadius: '12px 12px 3px 12px',
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorNeutralForeground1,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  page: { alignSelf: 'flex-end', color: tokens.colorNeutralForeground3, marginTop: '-6px' },
  divider: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    color: tokens.colorNeutralForeground3,
    '::before': { content: '""', flexGrow: 1, borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
    '::after': { content: '""', flexGrow: 1, borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  foot: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: '10px',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    '& a': { color: 'inherit' },
  },
  working: { justifyContent: 'flex-start', color: tokens.colorNeutralForeground3 },
  cursor: {
    '& > *:last-child::after': {
      content: '""',
      display: 'inline-block',
      width: '7px',
      height: '1em',
      marginLeft: '2px',
      verticalAlign: '-2px',
      backgroundColor: tokens.colorBrandForeground1,
      animationDuration: '1s',
      animationIterationCount: 'infinite',
      animationName: { '50%': { opacity: 0 } },
    },
  },
});

/** What a turn needs to show and decide its proposals. */
export interface TurnViewProps {
  readonly turn: Turn;
  readonly approvals: Readonly<Record<string, ApprovalView>>;
  readonly isLast: boolean;
  readonly onDecide: (approvalId: string, decision: ApprovalDecision) => Promise<Answer<ApprovalDecisionResult>>;
  readonly onAgain: (text: string) => void;
}

type Group = { kind: 'tools'; items: Extract<TurnItem, { kind: 'tool' }>[] } | Exclude<TurnItem, { kind: 'tool' }>;

/** Tool calls that follow each other stand together. */
const grouped = (items: readonly TurnItem[]): Group[] => {
  const groups: Group[] = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (item.kind !== 'tool') groups.push(item);
    else if (last?.kind === 'tools') last.items.push(item);
    else groups.push({ kind: 'tools', items: [item] });
  }
  return groups;
};

const AfterDecision = () => (
  <Text size={200} className={useStyles().divider} data-part>
    After your decision
  </Text>
);

const Question = ({ turn }: { turn: Turn }) => {
  const styles = useStyles();
  if (turn.cause === 'decision') return <AfterDecision />;
  return (
    <>
      {turn.text !== null && <div className={styles.question}>{turn.text}</div>}
      {turn.page && turn.page.page !== 'home' && (
        <Text size={100} className={styles.page}>
          on {pageWords(turn.page)}
        </Text>
      )}
    </>
  );
};

const GroupView = ({ group, turn, approvals, onDecide }: { group: Group } & Omit<TurnViewProps, 'isLast' | 'onAgain'>): ReactElement | null => {
  const styles = useStyles();
  switch (group.kind) {
    case 'tools':
      return <ToolCalls items={group.items} approvals={Object.values(approvals)} />;
    case 'answer':
      if (group.text === '') return null;
      return (
        <div data-testid="answer" data-complete={group.isComplete}>
          <Markdown source={group.text} className={mergeClasses(!group.isComplete && turn.state.kind === 'running' && styles.cursor)} />
        </div>
      );
    case 'approval': {
      const approval = approvals[group.approvalId];
      const isOthers = turn.items.some((item) => item.kind === 'tool' && item.toolCallId === approval?.toolCallId && item.agent !== null);
      return approval ? <PreviewCard approval={approval} showsAgent={isOthers} onDecide={(decision) => onDecide(approval.id, decision)} /> : null;
    }
  }
};

const Ending = ({ turn, isLast, onAgain }: Pick<TurnViewProps, 'turn' | 'isLast' | 'onAgain'>) => {
  const styles = useStyles();
  const { state, text } = turn;
  const last = turn.items.at(-1);
  if (state.kind === 'running') {
    const isVisiblyBusy = last !== undefined && ((last.kind === 'answer' && !last.isComplete) || (last.kind === 'tool' && last.end === null));
    return isVisiblyBusy ? null : <Spinner size="extra-tiny" className={styles.working} label={{ children: 'Working on it', size: 'small' }} />;
  }
  if (state.kind === 'failed') {
    return (
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>The turn ended early</MessageBarTitle>
          {state.message} {state.remedy}
        </MessageBarBody>
        {isLast && text !== null && (
          <MessageBarActions>
            <Button size="small" onClick={() => onAgain(text)}>
              Ask again
            </Button>
          </MessageBarActions>
        )}
      </MessageBar>
    );
  }
  return (
    <div className={styles.foot}>
      {state.kind === 'cancelled' && <span>{state.message}</span>}
      {state.kind === 'waiting' && <span>{counted(state.approvals.length, 'proposal')} made</span>}
      {state.kind === 'completed' && (
        <span title={`${counted(state.modelCalls, 'model call')}, ${counted(state.toolCalls, 'tool call')}`}>
          {credits(state.credits)}
          {state.toolCalls > 0 ? ` · ${counted(state.toolCalls, 'tool call')}` : ''}
        </span>
      )}
      {turn.executionReference !== '' && <Link to={`/executions/${encodeURIComponent(turn.executionReference)}`}>{turn.executionReference}</Link>}
    </div>
  );
};

/** One turn: the question, what the agent did, its answer, what it proposes, and how it ended. */
export const TurnView = memo(({ turn, approvals, isLast, onDecide, onAgain }: TurnViewProps) => {
  const styles = useStyles();
  const asked = turn.items.slice(0, turn.waitedAfter ?? turn.items.length);
  const parts = hasGoneOn(turn) ? [asked, turn.items.slice(asked.length)] : [asked];
  return (
    <section className={styles.turn} aria-label={turn.text ?? 'After your decision'} data-turn-state={turn.state.kind} data-part>
      <Question turn={turn} />
      {parts.map((items, part) => (
        <Fragment key={part}>
          {part > 0 && <AfterDecision />}
          {grouped(items).map((group, index) => (
            <GroupView key={index} group={group} turn={turn} approvals={approvals} onDecide={onDecide} />
          ))}
        </Fragment>
      ))}
      <Ending turn={turn} isLast={isLast} onAgain={onAgain} />
    </section>
  );
});
