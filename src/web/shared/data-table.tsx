import {
  Skeleton,
  SkeletonItem,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  makeStyles,
  mergeClasses,
  tokens,
  useRestoreFocusTarget,
} from '@fluentui/react-components';
import type { KeyboardEvent, ReactNode } from 'react';
import { moreAside } from './more-aside.ts';

/** A column of a table. */
export interface Column<Row> {
  readonly key: string;
  readonly label: string;
  readonly align?: 'start' | 'end';
  /** Width as CSS; without it the column takes its share. */
  readonly width?: string;
  readonly isSortable?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

/** Which column a list is sorted by. */
export interface Sort {
  readonly key: string;
  readonly isDescending: boolean;
}

interface DataTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** Undefined while the first rows are on their way. */
  readonly rows: readonly Row[] | undefined;
  readonly rowKey: (row: Row) => string;
  readonly rowTestId?: string;
  readonly onOpen?: (row: Row) => void;
  readonly sort?: Sort | undefined;
  readonly onSort?: (sort: Sort) => void;
  readonly isBusy?: boolean;
  /** What stands below the head when there are no rows. */
  readonly empty?: ReactNode;
}

const useStyles = makeStyles({
  frame: {
    ...moreAside,
    overflowX: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  table: { minWidth: 'max(100%, 560px)', tableLayout: 'auto' },
  headCell: {
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    whiteSpace: 'nowrap',
    paddingLeft: '12px',
    paddingRight: '12px',
  },
  cell: {
    paddingLeft: '12px',
    paddingRight: '12px',
    height: '32px',
    maxWidth: '340px',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  end: { textAlign: 'end', fontVariantNumeric: 'tabular-nums', '& .fui-TableHeaderCell__button': { justifyContent: 'flex-end' } },
  row: { ':last-child': { borderBottom: 'none' } },
  open: { cursor: 'pointer', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' } },
  busy: { opacity: 0.6, transitionProperty: 'opacity', transitionDuration: tokens.durationNormal },
  empty: { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
});

const openKeys = (open: () => void) => (event: KeyboardEvent) => {
  if (event.target !== event.currentTarget) return;
  const { currentTarget } = event;
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    open();
  }
  const neighbour =
    event.key === 'ArrowDown' ? currentTarget.nextElementSibling : event.key === 'ArrowUp' ? currentTarget.previousElementSibling : null;
  if (neighbour instanceof HTMLElement) {
    event.preventDefault();
    neighbour.focus();
  }
};

const WaitingRows = ({ columns, cellClass }: { columns: number; cellClass: string }) => (
  <>
    {Array.from({ length: 6 }, (_row, row) => (
      <TableRow key={row} aria-hidden>
        {Array.from({ length: columns }, (_cell, index) => (
          <TableCell key={index} className={cellClass}>
            <Skeleton>
              <SkeletonItem size={12} style={{ width: `${40 + ((row * 7 + index * 13) % 45)}%` }} />
            </Skeleton>
          </TableCell>
        ))}
      </TableRow>
    ))}
  </>
);

/** A list of records: dense, sortable by its heads, each row opened by click, Enter or Space; arrow keys move between rows. */
export const DataTable = <Row,>({ label, columns, rows, rowKey, rowTestId, onOpen, sort, onSort, isBusy = false, empty }: DataTableProps<Row>) => {
  const styles = useStyles();
  // A drawer that a row opened gives the focus back to it.
  const focusTarget = useRestoreFocusTarget();
  const directionOf = (column: Column<Row>) =>
    sort?.key === column.key ? (sort.isDescending ? ('descending' as const) : ('ascending' as const)) : undefined;
  return (
    <div className={styles.frame} aria-busy={isBusy || rows === undefined}>
      <Table
        size="small"
        aria-label={label}
        className={mergeClasses(styles.table, isBusy && rows !== undefined && styles.busy)}
        sortable={onSort !== undefined}
      >
        <TableHeader>
          <TableRow>
            {columns.map((column) => (
              <TableHeaderCell
                key={column.key}
                className={mergeClasses(styles.headCell, column.align === 'end' && styles.end)}
                style={column.width === undefined ? {} : { width: column.width }}
                sortDirection={directionOf(column)}
                sortable={onSort !== undefined && column.isSortable === true}
                onClick={
                  onSort && column.isSortable === true
                    ? () => onSort({ key: column.key, isDescending: directionOf(column) === 'ascending' })
                    : undefined
                }
              >
                {column.label}
              </TableHeaderCell>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows === undefined && <WaitingRows columns={columns.length} cellClass={styles.cell} />}
          {rows?.map((row) => (
            <TableRow
              key={rowKey(row)}
              data-testid={rowTestId}
              className={mergeClasses(styles.row, onOpen && styles.open)}
              {...(onOpen ? { ...focusTarget, tabIndex: 0, onClick: () => onOpen(row), onKeyDown: openKeys(() => onOpen(row)) } : {})}
            >
              {columns.map((column) => (
                <TableCell key={column.key} className={mergeClasses(styles.cell, column.align === 'end' && styles.end)}>
                  {column.cell(row)}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {rows?.length === 0 && <div className={styles.empty}>{empty}</div>}
    </div>
  );
};
