import { Button, Text, makeStyles, tokens } from '@fluentui/react-components';
import { BackIcon, ChevronRightIcon } from './icons.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: tokens.spacingHorizontalS,
    marginTop: tokens.spacingVerticalS,
    color: tokens.colorNeutralForeground3,
  },
});

interface PagerProps {
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
  /** How many there are in all, where that is known. */
  readonly count: number | undefined;
  readonly shown: number;
  readonly onPage: (page: number) => void;
}

/** The way through a long list, page by page; nothing where one page holds it all. */
export const Pager = ({ page, pageSize, count, shown, onPage }: PagerProps) => {
  const styles = useStyles();
  const hasNext = count === undefined ? shown === pageSize : page * pageSize < count;
  if (page === 1 && !hasNext) return null;
  const first = (page - 1) * pageSize + 1;
  return (
    <nav className={styles.root} aria-label="Pages of the list">
      <Text size={200}>{shown === 0 ? 'No more' : `${first}–${first + shown - 1}${count === undefined ? '' : ` of ${count}`}`}</Text>
      <Button size="small" icon={<BackIcon />} disabled={page === 1} onClick={() => onPage(page - 1)} aria-label="Page before" />
      <Button size="small" icon={<ChevronRightIcon />} disabled={!hasNext} onClick={() => onPage(page + 1)} aria-label="Next page" />
    </nav>
  );
};
