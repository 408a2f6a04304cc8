import { Button, Link, MessageBar, MessageBarBody, MessageBarTitle, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ApprovalView, ProposalPreview } from '../../contracts/approvals.ts';
import { attachmentAddress } from '../api/calls.ts';
import { AttachIcon, ChevronDownIcon, ChevronRightIcon } from '../shared/icons.ts';
import { SmallTable, isShortText } from '../shared/small-table.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '8px' },
  fields: {
    margin: 0,
    display: 'grid',
    gridTemplateColumns: 'minmax(72px, auto) 1fr',
    columnGap: '12px',
    rowGap: '3px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  label: { color: tokens.colorNeutralForeground3 },
  value: { margin: 0, overflowWrap: 'anywhere' },
  before: { color: tokens.colorNeutralForeground3, textDecorationLine: 'line-through' },
  after: { fontWeight: tokens.fontWeightSemibold },
  text: {
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    maxHeight: '220px',
    overflowY: 'auto',
    padding: '8px 10px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  files: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '4px 12px',
    fontSize: tokens.fontSizeBase200,
    '& a': { display: 'inline-flex', alignItems: 'center', gap: '4px' },
  },
  was: { margin: '4px 0 0', paddingLeft: '18px' },
  toggle: { alignSelf: 'start', marginLeft: '-6px', fontWeight: tokens.fontWeightRegular },
});

const Change = ({ before, after }: { before: string | null; after: string }) => {
  const styles = useStyles();
  return (
    <>
      {before !== null && (
        <>
          <del className={styles.before}>{before}</del>
          <span aria-hidden> → </span>
        </>
      )}
      <ins className={styles.after} style={{ textDecoration: 'none' }}>
        {after}
      </ins>
    </>
  );
};

const Fields = ({ fields }: { fields: ProposalPreview['fields'] }) => {
  const styles = useStyles();
  if (fields.length === 0) return null;
  return (
    <dl className={styles.fields}>
      {fields.map((field) => (
        <div key={field.label} style={{ display: 'contents' }}>
          <dt className={styles.label}>{field.label}</dt>
          <dd className={styles.value}>{field.before === field.after ? field.after : <Change {...field} />}</dd>
        </div>
      ))}
    </dl>
  );
};

const Lines = ({ table }: { table: NonNullable<ProposalPreview['table']> }) => (
  <SmallTable
    label="Lines"
    columns={table.columns.map(({ label, align }) => ({ content: label, align }))}
    rows={table.rows.map((row) => row.map((cell) => ({ content: cell, isShort: isShortText(cell) })))}
  />
);

const ChangedSince = ({ changes }: { changes: ApprovalView['changedSince'] }) => {
  const styles = useStyles();
  if (changes.length === 0) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>This changed since the version before</MessageBarTitle>
        <ul className={styles.was}>
          {changes.map((change) => (
            <li key={change.label}>
              {change.label}: <del>{change.was}</del> → <b>{change.now}</b>
            </li>
          ))}
        </ul>
      </MessageBarBody>
    </MessageBar>
  );
};

/** Everything a proposal would write: fields before and after, lines, text, documents to open. A decided one is folded. */
export const PreviewContent = ({ approval, isOpen }: { approval: Pick<ApprovalView, 'id' | 'preview' | 'changedSince'>; isOpen: boolean }) => {
  const styles = useStyles();
  const [isUnfolded, setUnfolded] = useState(false);
  const { preview } = approval;
  if (!isOpen && !isUnfolded) {
    return (
      <Button
        size="small"
        appearance="transparent"
        className={mergeClasses(styles.toggle)}
        icon={<ChevronRightIcon />}
        onClick={() => setUnfolded(true)}
      >
        Show what it was
      </Button>
    );
  }
  return (
    <div className={styles.root}>
      {!isOpen && (
        <Button size="small" appearance="transparent" className={styles.toggle} icon={<ChevronDownIcon />} onClick={() => setUnfolded(false)}>
          Fold
        </Button>
      )}
      <ChangedSince changes={approval.changedSince} />
      <Fields fields={preview.fields} />
      {preview.table && <Lines table={preview.table} />}
      {preview.text !== null && (
        <div className={styles.text} tabIndex={0} role="region" aria-label="Text">
          {preview.text}
        </div>
      )}
      {preview.attachments.length > 0 && (
        <div className={styles.files}>
          {preview.attachments.map((file, index) => (
            <Link key={file.fileName} href={attachmentAddress(approval.id, index)} target="_blank" rel="noopener">
              <AttachIcon aria-hidden />
              {file.fileName}
            </Link>
          ))}
        </div>
      )}
    </div>
  );
};
