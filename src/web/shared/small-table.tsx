import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { moreAside } from './more-aside.ts';

/** The head of a column. */
export interface SmallColumn {
  readonly content: ReactNode;
  readonly align: 'start' | 'center' | 'end';
}

/** A cell; a short one (a number, a date, an amount) is never broken over lines. */
export interface SmallCell {
  readonly content: ReactNode;
  readonly isShort: boolean;
}

/** Longer texts than this may be broken. */
const shortest = 12;

/** Whether a cell's text is short enough to stay on one line. */
export const isShortText = (text: string): boolean => text.length <= shortest;

const useStyles = makeStyles({
  frame: { ...moreAside, overflowX: 'auto', border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium },
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'normal',
    '& tbody tr:last-child td': { borderBottom: 'none' },
  },
  cell: { padding: '4px 6px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, verticalAlign: 'top', textAlign: 'start' },
  head: {
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground2,
    verticalAlign: 'bottom',
  },
  end: { textAlign: 'end', fontVariantNumeric: 'tabular-nums' },
  center: { textAlign: 'center' },
  start: {},
  short: { whiteSpace: 'nowrap' },
});

/** A table inside a text or a card: small, scrolled sideways where it is too wide, also by keyboard. */
export const SmallTable = ({ label, columns, rows }: { label: string; columns: readonly SmallColumn[]; rows: readonly (readonly SmallCell[])[] }) => {
  const styles = useStyles();
  const alignOf = (index: number) => styles[columns[index]?.align ?? 'start'];
  return (
    <div className={styles.frame} tabIndex={0} role="region" aria-label={label}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={index} scope="col" className={mergeClasses(styles.cell, styles.head, alignOf(index))}>
                {column.content}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} className={mergeClasses(styles.cell, alignOf(column), cell.isShort && styles.short)}>
                  {cell.content}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
