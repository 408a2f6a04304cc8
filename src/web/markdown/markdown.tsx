import { Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { memo } from 'react';
import { Link as RouteLink } from 'react-router';
import { SmallTable, isShortText } from '../shared/small-table.tsx';
import { plainText, type Inline } from './parse-inline.ts';
import { parseMarkdown, type Block } from './parse-markdown.ts';

const useStyles = makeStyles({
  root: {
    overflowWrap: 'anywhere',
    lineHeight: tokens.lineHeightBase300,
    '& > *:first-child': { marginTop: 0 },
    '& > *:last-child': { marginBottom: 0 },
    '& p': { margin: '0 0 8px' },
    '& h3': { fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300, fontWeight: tokens.fontWeightSemibold, margin: '12px 0 4px' },
    '& ul, & ol': { margin: '0 0 8px', paddingLeft: '20px' },
    '& li': { marginBottom: '2px' },
    '& li > ul, & li > ol': { marginBottom: '2px' },
    '& code': {
      fontFamily: tokens.fontFamilyMonospace,
      fontSize: '0.92em',
      backgroundColor: tokens.colorNeutralBackground3,
      borderRadius: '3px',
      padding: '0 4px',
    },
    '& blockquote': {
      margin: '0 0 8px',
      paddingLeft: '10px',
      borderLeft: `3px solid ${tokens.colorNeutralStroke1}`,
      color: tokens.colorNeutralForeground2,
    },
    '& hr': { border: 'none', borderTop: `1px solid ${tokens.colorNeutralStroke2}`, margin: '10px 0' },
  },
  code: {
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    padding: '8px 10px',
    overflowX: 'auto',
    margin: '0 0 8px',
    '& code': { backgroundColor: 'transparent', padding: 0 },
  },
  table: { margin: '0 0 8px' },
});

/** A link into this site goes by its name; one that leads away shows its whole address, so no words can hide where it goes. */
const SafeLink = ({ address, label }: { address: string; label: string }) => {
  if (address.startsWith('/')) return <RouteLink to={address}>{label}</RouteLink>;
  return (
    <>
      {label !== address && `${label} (`}
      <Link inline href={address} target="_blank" rel="noopener noreferrer nofollow">
        {address}
      </Link>
      {label !== address && ')'}
    </>
  );
};

const Piece = ({ piece }: { piece: Inline }) => {
  switch (piece.kind) {
    case 'text':
      return piece.text;
    case 'code':
      return <code>{piece.text}</code>;
    case 'strong':
      return (
        <strong>
          <Pieces pieces={piece.children} />
        </strong>
      );
    case 'emphasis':
      return (
        <em>
          <Pieces pieces={piece.children} />
        </em>
      );
    case 'link':
      return <SafeLink address={piece.address} label={piece.label} />;
    case 'break':
      return <br />;
  }
};

const Pieces = ({ pieces }: { pieces: readonly Inline[] }) => pieces.map((piece, index) => <Piece key={index} piece={piece} />);

const List = ({ block }: { block: Extract<Block, { kind: 'list' }> }) => {
  const items = block.items.map((item, index) => (
    <li key={index}>
      <Pieces pieces={item.text} />
      <Blocks blocks={item.children} />
    </li>
  ));
  return block.isOrdered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
};

const TableBlock = ({ block }: { block: Extract<Block, { kind: 'table' }> }) => (
  <div className={useStyles().table}>
    <SmallTable
      label="Table in the answer"
      columns={block.columns.map(({ text, align }) => ({ content: <Pieces pieces={text} />, align }))}
      rows={block.rows.map((row) => row.map((cell) => ({ content: <Pieces pieces={cell} />, isShort: isShortText(plainText(cell)) })))}
    />
  </div>
);

const OneBlock = ({ block }: { block: Block }) => {
  const styles = useStyles();
  switch (block.kind) {
    case 'paragraph':
      return (
        <p>
          <Pieces pieces={block.text} />
        </p>
      );
    case 'heading':
      return (
        <h3>
          <Pieces pieces={block.text} />
        </h3>
      );
    case 'list':
      return <List block={block} />;
    case 'table':
      return <TableBlock block={block} />;
    case 'code':
      return (
        <pre className={styles.code}>
          <code>{block.text}</code>
        </pre>
      );
    case 'quote':
      return (
        <blockquote>
          <Blocks blocks={block.children} />
        </blockquote>
      );
    case 'rule':
      return <hr />;
  }
};

const Blocks = ({ blocks }: { blocks: readonly Block[] }) => blocks.map((block, index) => <OneBlock key={index} block={block} />);

/** An answer's markdown on screen. Made of elements only: whatever the text holds, no HTML of it reaches the page. */
export const Markdown = memo(({ source, className }: { source: string; className?: string | undefined }) => {
  const styles = useStyles();
  return (
    <div className={mergeClasses(styles.root, className)}>
      <Blocks blocks={parseMarkdown(source)} />
    </div>
  );
});
