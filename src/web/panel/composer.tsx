import { Button, Text, Textarea, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import type { PageContext } from '../../contracts/page-context.ts';
import { SendIcon, StopIcon } from '../shared/icons.ts';
import { useKeptState } from '../shared/kept-state.ts';
import { useMe } from '../shell/me.tsx';
import type { Question } from '../shell/workplace.tsx';
import { pageWords } from './agent-words.ts';
import { PageChip } from './page-chip.tsx';
import { useHeldSending, type Blocked } from './use-held-sending.ts';

const longest = 8_000;

const useStyles = makeStyles({
  root: {
    padding: '8px 12px 10px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    flexShrink: 0,
  },
  box: { width: '100%', '& textarea': { maxHeight: '180px', minHeight: '44px' } },
  foot: { display: 'flex', alignItems: 'center', gap: '6px', marginTop: '6px', minHeight: '32px' },
  hint: { marginLeft: 'auto', color: tokens.colorNeutralForeground3, whiteSpace: 'nowrap' },
  over: { color: tokens.colorPaletteRedForeground1 },
});

interface ComposerProps {
  readonly page: PageContext;
  readonly question: Question | null;
  readonly isRunning: boolean;
  /** Null when something can be sent. */
  readonly blocked: Blocked | null;
  /** Changes when another conversation is opened, so that writing can begin at once. */
  readonly focusKey: string;
  readonly onSend: (text: string, page: PageContext | undefined) => void;
  readonly onStop: () => void;
}

/** Lets the box grow with its text, up to a height where it begins to scroll. */
const useGrowing = (box: RefObject<HTMLTextAreaElement | null>, text: string) =>
  useEffect(() => {
    const area = box.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight, 180)}px`;
  }, [box, text]);

/** Where the user writes. Enter sends, Shift+Enter makes a new line, Esc stops the running turn. */
export const Composer = ({ page, question, isRunning, blocked, focusKey, onSend, onStop }: ComposerProps) => {
  const styles = useStyles();
  const box = useRef<HTMLTextAreaElement>(null);
  const { me } = useMe();
  // Kept over a sign-in that comes between, e.g. where the session has ended.
  const [text, setText] = useKeptState(`draft:${me.user.email}`, '', 'tab');
  const [hiddenPage, setHiddenPage] = useState('');
  const isShared = hiddenPage !== pageWords(page);
  const canSend = text.trim() !== '' && text.length <= longest && !isRunning && blocked?.isPassing !== false;
  const { isHeld, send, release } = useHeldSending(blocked, () => {
    if (!canSend) return;
    onSend(text.trim(), isShared && page.page !== 'home' ? page : undefined);
    setText('');
  });

  useEffect(() => {
    if (!question) return;
    release();
    setText(question.text);
    box.current?.focus();
  }, [question, release, setText]);
  useEffect(() => {
    if (focusKey !== '') box.current?.focus();
  }, [focusKey]);
  useGrowing(box, text);

  const hint = isHeld ? 'It is sent as soon as your agents are found' : (blocked?.because ?? '');
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (canSend) send();
    }
  };
  return (
    <div className={styles.root}>
      <Textarea
        className={styles.box}
        textarea={{ ref: box, 'data-testid': 'composer', rows: 1 } as { ref: typeof box }}
        aria-label="Message to the agent"
        placeholder={isRunning ? 'The agent is working. You can write ahead.' : 'Ask, or say what to prepare'}
        value={text}
        onChange={(_event, data) => {
          release();
          setText(data.value);
        }}
        onKeyDown={onKey}
      />
      <div className={styles.foot}>
        <PageChip page={page} isShared={isShared} onToggle={() => setHiddenPage(isShared ? pageWords(page) : '')} />
        <Text size={200} className={mergeClasses(styles.hint, text.length > longest && styles.over)} aria-live="polite">
          {text.length > longest ? `${text.length - longest} characters too many` : hint}
        </Text>
        {isRunning ? (
          <Button icon={<StopIcon />} onClick={onStop} data-testid="stop">
            Stop
          </Button>
        ) : (
          <Button appearance="primary" icon={<SendIcon />} disabled={!canSend} onClick={send} data-testid="send">
            Send
          </Button>
        )}
      </div>
    </div>
  );
};
