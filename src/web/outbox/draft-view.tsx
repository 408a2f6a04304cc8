import { Button, Link as FileLink, Text, makeStyles, tokens } from '@fluentui/react-components';
import { Link } from 'react-router';
import type { EmailDraftView } from '../../contracts/outbox.ts';
import { fileAddress, messageAddress } from '../api/calls.ts';
import { Facts } from '../shared/facts.tsx';
import { exactMoment, fileSize } from '../shared/format.ts';
import { AttachIcon, DeleteIcon, MailIcon, UndoIcon } from '../shared/icons.ts';

const useStyles = makeStyles({
  card: {
    display: 'flex',
    flexDirection: 'column',
    gap: '12px',
    padding: '16px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    minWidth: 0,
  },
  head: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center', justifyContent: 'space-between' },
  actions: { display: 'flex', gap: '8px', flexWrap: 'wrap' },
  body: {
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    padding: '12px 14px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
    lineHeight: tokens.lineHeightBase300,
  },
  files: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  file: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    padding: '6px 10px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  quiet: { color: tokens.colorNeutralForeground3 },
});

interface DraftViewProps {
  readonly draft: EmailDraftView;
  readonly onOpened: () => void;
  readonly onDiscard: () => void;
  readonly onRestore: () => void;
}

const Attachments = ({ files }: { files: EmailDraftView['attachments'] }) => {
  const styles = useStyles();
  if (files.length === 0) return null;
  return (
    <div className={styles.files} aria-label="Attachments" role="group">
      {files.map((file) => (
        <FileLink key={file.fileId} className={styles.file} href={fileAddress(file.fileId)} target="_blank" rel="noopener">
          <AttachIcon aria-hidden />
          {file.fileName}
          <Text size={200} className={styles.quiet}>
            {fileSize(file.bytes)}
          </Text>
        </FileLink>
      ))}
    </div>
  );
};

/** How long the server needs to note that a draft was fetched, before the list is read again. */
const notedAfterMs = 800;

/** One draft: to whom, what it says, its attachments, and what can be done with it. */
export const DraftView = ({ draft, onOpened, onDiscard, onRestore }: DraftViewProps) => {
  const styles = useStyles();
  const isDiscarded = draft.status === 'discarded';
  return (
    <article className={styles.card} aria-label={draft.subject}>
      <div className={styles.head}>
        <Text as="h2" size={400} weight="semibold" style={{ margin: 0 }}>
          {draft.subject}
        </Text>
        <div className={styles.actions}>
          {isDiscarded ? (
            <Button icon={<UndoIcon />} onClick={onRestore}>
              Take back
            </Button>
          ) : (
            <>
              <Button
                as="a"
                appearance="primary"
                icon={<MailIcon />}
                href={messageAddress(draft.id)}
                download={`${draft.subject}.eml`}
                onClick={() => window.setTimeout(onOpened, notedAfterMs)}
              >
                Open in mail program
              </Button>
              <Button icon={<DeleteIcon />} onClick={onDiscard}>
                Discard
              </Button>
            </>
          )}
        </div>
      </div>
      <Facts
        facts={[
          { label: 'To', value: draft.to },
          { label: 'Prepared by', value: draft.agentName },
          { label: 'Created', value: exactMoment(draft.createdAt) },
          { label: 'Execution', value: <Link to={`/executions/${encodeURIComponent(draft.executionReference)}`}>{draft.executionReference}</Link> },
        ]}
      />
      <div className={styles.body}>{draft.body}</div>
      <Attachments files={draft.attachments} />
      <Text size={200} className={styles.quiet}>
        The message file opens in your mail program as a new message. It is labelled as prepared by an AI agent.
      </Text>
    </article>
  );
};
