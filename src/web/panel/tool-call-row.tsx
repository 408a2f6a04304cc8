import { Spinner, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import type { ApprovalView } from '../../contracts/approvals.ts';
import type { ToolCallResult } from '../../contracts/panel-events.ts';
import { counted, credits, inWords } from '../shared/format.ts';
import { ClockIcon, CloseIcon, DeniedIcon, DoneIcon, FailedIcon, WaitingIcon, WarningIcon } from '../shared/icons.ts';
import { StatusTag } from '../shared/status-tag.tsx';
import type { TurnItem } from './conversation.ts';
import { resultNow } from './result-now.ts';

type ToolItem = Extract<TurnItem, { kind: 'tool' }>;

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: '18px 1fr auto',
    columnGap: '8px',
    alignItems: 'start',
    padding: '6px 10px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    ':last-child': { borderBottom: 'none' },
  },
  icon: { display: 'flex', fontSize: '16px', marginTop: '2px' },
  good: { color: tokens.colorPaletteGreenForeground1 },
  bad: { color: tokens.colorPaletteRedForeground1 },
  wait: { color: tokens.colorPaletteDarkOrangeForeground1 },
  quiet: { color: tokens.colorNeutralForeground3 },
  words: { minWidth: 0, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200, overflowWrap: 'anywhere' },
  tags: { display: 'flex', flexWrap: 'wrap', gap: '4px', marginTop: '3px' },
  credits: { color: tokens.colorNeutralForeground4, fontSize: tokens.fontSizeBase100, whiteSpace: 'nowrap', paddingTop: '2px' },
  denial: {
    display: 'block',
    marginTop: '4px',
    padding: '6px 8px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorPaletteRedBackground1,
    color: tokens.colorNeutralForeground1,
  },
});

type Look = { icon: ReactElement; tone: 'good' | 'bad' | 'wait' | 'quiet'; word: string };

const looks: Record<ToolCallResult, Look> = {
  ok: { icon: <DoneIcon />, tone: 'good', word: 'Done' },
  committed: { icon: <DoneIcon />, tone: 'good', word: 'Written' },
  awaiting_approval: { icon: <WaitingIcon />, tone: 'wait', word: 'Waits for Confirm' },
  rejected: { icon: <CloseIcon />, tone: 'quiet', word: 'Rejected' },
  expired: { icon: <ClockIcon />, tone: 'quiet', word: 'Expired' },
  withdrawn: { icon: <CloseIcon />, tone: 'quiet', word: 'Withdrawn' },
  cancelled: { icon: <CloseIcon />, tone: 'quiet', word: 'Stopped' },
  refused: { icon: <DeniedIcon />, tone: 'bad', word: 'Refused' },
  denied: { icon: <DeniedIcon />, tone: 'bad', word: 'Denied by the ERP' },
  failed: { icon: <FailedIcon />, tone: 'bad', word: 'Failed' },
  timeout: { icon: <ClockIcon />, tone: 'bad', word: 'Took too long' },
  unknown: { icon: <WarningIcon />, tone: 'bad', word: 'Outcome unknown' },
  audit_unavailable: { icon: <WarningIcon />, tone: 'bad', word: 'Not run: the audit log is unavailable' },
};

const layerWords: Record<string, string> = {
  'tool-scoping': 'The tools given to this agent',
  autonomy: "The agent's autonomy",
  erp: 'Your permissions in the ERP',
  audit: 'The audit log',
  turn: 'The limits of a turn',
  arguments: "The tool's own checks",
  agent: "The agent's state, or who may use it",
  'tool-config': "The tenant's tool settings",
  policy: "The tenant's rules",
  trust: 'Untrusted text in this turn',
  approval: 'The approval',
  effect: 'The protection against doing a thing twice',
  delegation: 'The authority given to the agent',
  budget: 'The budget',
};

const needsExplaining = (result: ToolCallResult): boolean => looks[result].tone === 'bad';

/** One tool call: what it was, what it looked at, what came of it, and for a no who said it and what would help. */
export const ToolCallRow = ({ item, approval }: { item: ToolItem; approval: ApprovalView | undefined }) => {
  const styles = useStyles();
  const { end } = item;
  const result = end && resultNow(end.result, approval?.status);
  const look = result && looks[result];
  const isDenial = end !== null && result === end.result && needsExplaining(end.result);
  return (
    <li className={styles.row} data-testid="tool-call" data-result={result ?? 'running'} data-tool={item.tool}>
      <span className={mergeClasses(styles.icon, look ? styles[look.tone] : undefined)}>
        {look ? look.icon : <Spinner size="extra-tiny" aria-label="Running" />}
      </span>
      <div className={styles.words}>
        {item.agent !== null && <span className={styles.quiet}>{item.agent}: </span>}
        <Text size={200} weight="semibold">
          {item.title}
        </Text>
        {item.subject !== '' && <span className={styles.quiet}> {item.subject}</span>}
        {end && !isDenial && <div className={styles.quiet}>{result === end.result && end.line !== '' ? end.line : look?.word}</div>}
        {end && isDenial && (
          <div className={styles.denial} data-testid="denial">
            <b>{look?.word}.</b> {end.line}
            {end.layer !== null && <div className={styles.quiet}>Decided by: {layerWords[end.layer] ?? inWords(end.layer)}</div>}
            {end.remedy !== null && <div>{end.remedy}</div>}
          </div>
        )}
        {end && (end.mayBePartial || end.truncated || end.untrustedText) && (
          <div className={styles.tags}>
            {end.mayBePartial && <StatusTag status="waiting" label="May be partial: you may not see all records" size="small" />}
            {end.truncated && <StatusTag status="waiting" label="Cut at the row limit" size="small" />}
            {end.untrustedText && <StatusTag status="waiting" label="Outsiders' words: from here on changes ask" size="small" />}
          </div>
        )}
      </div>
      {end && (
        <span className={styles.credits} title={`${counted(end.records, 'record')} read or written, ${credits(end.credits)}`}>
          {end.records > 0 ? counted(end.records, 'record') : ''}
        </span>
      )}
    </li>
  );
};
