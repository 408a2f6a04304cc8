import { Button, Title3, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { BackIcon } from './icons.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalS,
    minHeight: '40px',
    marginBottom: tokens.spacingVerticalM,
  },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0, flexGrow: 1 },
  line: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  caption: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  actions: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, flexWrap: 'wrap' },
});

interface PageHeaderProps {
  readonly title: string;
  /** What kind of thing the page shows, or one sentence about it. */
  readonly caption?: string;
  /** Tags beside the title. */
  readonly tags?: ReactNode;
  readonly actions?: ReactNode;
  /** Where the way back leads. */
  readonly back?: { readonly to: string; readonly label: string };
}

/** The head of a page: way back, what this is, its state, and what can be done. It also names the browser's tab. */
export const PageHeader = ({ title, caption, tags, actions, back }: PageHeaderProps) => {
  const styles = useStyles();
  const navigate = useNavigate();
  useEffect(() => {
    document.title = `${title} - Smart Agents`;
  }, [title]);
  return (
    <header className={styles.root}>
      {back && <Button appearance="subtle" icon={<BackIcon />} aria-label={`Back to ${back.label}`} onClick={() => void navigate(back.to)} />}
      <div className={styles.words}>
        {caption !== undefined && <span className={styles.caption}>{caption}</span>}
        <div className={styles.line}>
          <Title3 as="h1">{title}</Title3>
          {tags}
        </div>
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </header>
  );
};
