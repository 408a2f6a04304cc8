import { Button, DrawerBody, DrawerHeader, DrawerHeaderTitle, OverlayDrawer, Text, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ToolCallLogEntry } from '../../contracts/tool-call-log.ts';
import { Facts, type Fact } from '../shared/facts.tsx';
import { credits, exactMoment, inWords, noValue } from '../shared/format.ts';
import { CloseIcon } from '../shared/icons.ts';
import { StatusTag } from '../shared/status-tag.tsx';
import { layerAndRule } from './log-words.ts';

const useStyles = makeStyles({
  drawer: { width: 'min(560px, 100vw)' },
  part: { marginBottom: '18px' },
  title: { display: 'block', marginBottom: '6px' },
  code: {
    margin: 0,
    padding: '8px 10px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  basis: { margin: 0, paddingLeft: '18px' },
  scope: { maxHeight: '140px', overflowY: 'auto' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

const pretty = (json: string): string => {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
};

const Part = ({ title, children }: { title: string; children: ReactNode }) => {
  const styles = useStyles();
  return (
    <section className={styles.part}>
      <Text weight="semibold" className={styles.title} as="h3" style={{ marginTop: 0 }}>
        {title}
      </Text>
      {children}
    </section>
  );
};

const plain = (value: string | number | null): string => (value === null || value === '' ? noValue : String(value));

/** What was touched: up to 200 records of each kind, so it scrolls in its own place. */
const Scope = ({ text }: { text: string }) => (
  <div className={useStyles().scope} tabIndex={text === noValue ? undefined : 0} role="region" aria-label="Data scope">
    {text}
  </div>
);

const whoFacts = (entry: ToolCallLogEntry): Fact[] => [
  { label: 'User', value: entry.userName === null ? `Erased person (${entry.userId})` : entry.userName },
  { label: 'Company', value: entry.companyName },
  { label: 'Agent', value: `${entry.agentName}, version ${entry.agentVersion}` },
  { label: 'Tier and model', value: `${inWords(entry.tier)}, ${entry.model}` },
  { label: 'Delegation', value: entry.delegationId },
  { label: 'Approver', value: plain(entry.approverName) },
];

const resultFacts = (entry: ToolCallLogEntry): Fact[] => [
  { label: 'Outcome', value: <StatusTag status={entry.outcome} size="small" /> },
  { label: 'At', value: exactMoment(entry.outcomeAt) },
  { label: 'Message', value: plain(entry.outcomeMessage) },
  { label: 'Data scope', value: <Scope text={plain(entry.dataScope)} /> },
  { label: 'Records', value: plain(entry.records) },
  { label: 'May be partial', value: entry.mayBePartial === null ? noValue : entry.mayBePartial ? 'Yes' : 'No' },
  { label: 'Tokens', value: entry.inputTokens === null ? noValue : `${entry.inputTokens} in, ${entry.outputTokens ?? 0} out` },
  { label: 'Credits', value: entry.credits === null ? noValue : credits(entry.credits) },
  { label: 'Duration', value: entry.durationMs === null ? noValue : `${entry.durationMs} ms` },
];

const idFacts = (entry: ToolCallLogEntry): Fact[] => [
  { label: 'Execution', value: <Link to={`/executions/${encodeURIComponent(entry.executionReference)}`}>{entry.executionReference}</Link> },
  { label: 'Row', value: entry.id },
  { label: 'Tool call', value: entry.toolCallId },
  { label: 'Approval', value: plain(entry.approvalId) },
  { label: 'Turn', value: plain(entry.turnId) },
  { label: 'Position in the log', value: entry.position === null ? 'Not sequenced yet' : String(entry.position) },
];

/** A whole row of the log: who, what, why it was decided so, what came of it. */
export const LogDrawer = ({ entry, onClose }: { entry: ToolCallLogEntry | null; onClose: () => void }) => {
  const styles = useStyles();
  return (
    <OverlayDrawer position="end" open={entry !== null} onOpenChange={(_event, data) => !data.open && onClose()} className={styles.drawer}>
      {entry && (
        <>
          <DrawerHeader>
            <DrawerHeaderTitle action={<Button appearance="subtle" icon={<CloseIcon />} aria-label="Close" onClick={onClose} />}>
              {entry.tool}
            </DrawerHeaderTitle>
            <Text size={200} className={styles.quiet}>
              {inWords(entry.phase)} · {inWords(entry.operation)} · {exactMoment(entry.attemptedAt)}
            </Text>
          </DrawerHeader>
          <DrawerBody>
            <Part title="Who and under which authority">
              <Facts isSingleColumn facts={whoFacts(entry)} />
            </Part>
            <Part title={`Decision: ${inWords(entry.decision)}`}>
              <ul className={styles.basis}>
                {entry.basis.map((reason) => (
                  <li key={`${reason.layer}/${reason.rule}`}>
                    {reason.message}{' '}
                    <Text size={200} className={styles.quiet}>
                      ({layerAndRule(reason)}, {reason.setting})
                    </Text>
                  </li>
                ))}
                {entry.basis.length === 0 && <li>{layerAndRule(entry)}</li>}
              </ul>
            </Part>
            <Part title="Arguments, as the tool's schema redacts them">
              <pre className={styles.code}>{pretty(entry.arguments)}</pre>
            </Part>
            <Part title="What came of it">
              <Facts isSingleColumn facts={resultFacts(entry)} />
            </Part>
            <Part title="References">
              <Facts isSingleColumn facts={idFacts(entry)} />
            </Part>
          </DrawerBody>
        </>
      )}
    </OverlayDrawer>
  );
};
