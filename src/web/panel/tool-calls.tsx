import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ApprovalView } from '../../contracts/approvals.ts';
import type { TurnItem } from './conversation.ts';
import { ToolCallRow } from './tool-call-row.tsx';

type ToolItem = Extract<TurnItem, { kind: 'tool' }>;

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground2,
    overflow: 'hidden',
  },
  more: { width: '100%', fontWeight: tokens.fontWeightRegular, borderRadius: 0 },
});

const shownAtOnce = 5;

/** Tool calls that follow each other. A long row of them shows the newest, everything that went wrong, and the rest on request. */
export const ToolCalls = ({ items, approvals }: { items: readonly ToolItem[]; approvals: readonly ApprovalView[] }) => {
  const styles = useStyles();
  const [isWhole, setWhole] = useState(false);
  const recent = new Set(items.slice(-shownAtOnce));
  const shown = isWhole ? items : items.filter((item) => recent.has(item) || (item.end !== null && item.end.result !== 'ok'));
  const hidden = items.length - shown.length;
  return (
    <ul className={styles.list} aria-label="What the agent did">
      {hidden > 0 && (
        <li>
          <Button size="small" appearance="subtle" className={styles.more} onClick={() => setWhole(true)}>
            Show {hidden} earlier {hidden === 1 ? 'step' : 'steps'}
          </Button>
        </li>
      )}
      {shown.map((item) => (
        <ToolCallRow key={item.toolCallId} item={item} approval={approvals.find((approval) => approval.toolCallId === item.toolCallId)} />
      ))}
    </ul>
  );
};
