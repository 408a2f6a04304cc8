import { Button, Tooltip, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { PageContext } from '../../contracts/page-context.ts';
import { CloseIcon, DocumentIcon } from '../shared/icons.ts';
import { pageWords } from './agent-words.ts';

const useStyles = makeStyles({
  page: {
    display: 'flex',
    alignItems: 'center',
    gap: '4px',
    maxWidth: '210px',
    padding: '2px 4px 2px 8px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    '& > span': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  },
  off: { textDecorationLine: 'line-through', color: tokens.colorNeutralForeground4 },
});

interface PageChipProps {
  readonly page: PageContext;
  readonly isShared: boolean;
  readonly onToggle: () => void;
}

/** The page that the agent is told of with the message, and the choice not to tell it. */
export const PageChip = ({ page, isShared, onToggle }: PageChipProps) => {
  const styles = useStyles();
  if (page.page === 'home') return null;
  const label = isShared ? 'Do not tell the agent which page you are on' : 'Tell the agent which page you are on';
  return (
    <span className={mergeClasses(styles.page, !isShared && styles.off)} title={page.recordName ?? pageWords(page)}>
      <DocumentIcon aria-hidden style={{ flexShrink: 0 }} />
      <span>{pageWords(page)}</span>
      <Tooltip content={label} relationship="label">
        <Button
          size="small"
          appearance="transparent"
          icon={<CloseIcon />}
          aria-pressed={!isShared}
          style={{ minWidth: 20, width: 20, height: 20 }}
          onClick={onToggle}
        />
      </Tooltip>
    </span>
  );
};
