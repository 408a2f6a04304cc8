import { sum } from '../../kernel/money.ts';
import { asRow, rowsOf, textOf } from '../json-row.ts';
import type { Row } from '../json-row.ts';
import { toolFacts } from '../tool-catalog.ts';
import type { ToolName } from '../tool-catalog.ts';
import type { Aspect } from '../understand/goal.ts';
import type { Arranged } from './arrange.ts';
import { columns, facts } from './columns.ts';
import type { Column } from './columns.ts';
import { asText, counted, show } from './format.ts';

/** The most rows a table in an answer has. */
export const tableRows = 12;

/** Rows with what a nested list says put into a member of its own, so that it can be shown in a cell. */
const flat = (row: Row): Row => {
  const paid = rowsOf(row, 'invoices');
  return paid.length === 0 ? row : { ...row, paidInvoices: paid.map((invoice) => textOf(invoice, 'documentNumber')).join(', ') };
};

const isUsed =
  (rows: readonly Row[]) =>
  (column: Column): boolean =>
    rows.some((row) => show(row, column.key, column.format) !== '');

/** A markdown table of rows, columns that are empty throughout left out. */
export const table = (tool: ToolName, rows: readonly Row[]): string => {
  const cells = rows.map(flat);
  const used = (columns[tool] ?? []).filter((column) => column.cardOnly !== true).filter(isUsed(cells));
  const line = (parts: readonly string[]): string => `| ${parts.join(' | ')} |`;
  const rule = used.map(({ format }) => (format === 'text' || format === 'flag' ? '---' : '---:'));
  return [line(used.map(({ label }) => label)), line(rule), ...cells.map((row) => line(used.map(({ key, format }) => show(row, key, format))))].join(
    '\n',
  );
};

/** The name and number of a row, `Copperline Components (V-1042)`; documents have a number only. */
export const titleOf = (row: Row): string => {
  const name = asText(textOf(row, 'displayName'));
  const number = asText(textOf(row, 'number') || textOf(row, 'documentNumber'));
  return name === '' ? number : number === '' ? name : `${name} (${number})`;
};

/** One record as bullets, what was asked about first and in bold. */
export const card = (tool: ToolName, row: Row, aspects: readonly Aspect[] = []): string => {
  const shown = (columns[tool] ?? []).filter(({ key }) => key !== 'number' && key !== 'displayName').filter(isUsed([flat(row)]));
  const isAsked = ({ aspect }: Column): boolean => aspect !== undefined && aspects.includes(aspect);
  const bullets = [...shown.filter(isAsked), ...shown.filter((column) => !isAsked(column))].map((column) => {
    const value = show(flat(row), column.key, column.format);
    return isAsked(column) ? `- **${column.label}: ${value}**` : `- ${column.label}: ${value}`;
  });
  return [`**${titleOf(row)}**`, ...bullets].join('\n');
};

/** The figures that go with rows: the tool's own, or added up here where rows were left out. */
export const figures = (tool: ToolName, data: Row, arranged: Arranged): readonly string[] => {
  const summary = asRow(data['summary']);
  return (facts[tool] ?? []).flatMap(({ key, label, format, sums }) => {
    const own = show(summary, key, format);
    if (!arranged.isFiltered) return own === '' ? [] : [`${label} ${own}`];
    if (sums === undefined || arranged.rows.length === 0) return [];
    const total = sum(arranged.rows.map((row) => textOf(row, sums) || '0')).toFixed();
    return [`${label} ${show({ total }, 'total', format)}`];
  });
};

/** How many rows there are, as the tool counted them where nothing was left out here. */
const countOf = (data: Row, arranged: Arranged): string =>
  (arranged.isFiltered ? '' : textOf(asRow(data['summary']), 'count')) || String(arranged.rows.length);

/** `7 overdue customers: total balance …, total overdue ….`, with the period they are dated in. */
export const headline = (tool: ToolName, data: Row, { span = '', ...arranged }: Arranged & { readonly span?: string }): string => {
  const [one, many] = toolFacts(tool).words;
  const quality = arranged.quality === '' ? '' : `${arranged.quality} `;
  const told = figures(tool, data, arranged);
  const count = counted(countOf(data, arranged), [`${quality}${one}`, `${quality}${many}`]);
  return told.length === 0 ? `**${count}**${span}.` : `**${count}**${span}: ${told.join(', ')}.`;
};

/** A table of at most `tableRows` rows from `offset` on, and how many are left out. */
export const listing = (tool: ToolName, rows: readonly Row[], offset = 0): string => {
  const shown = rows.slice(offset, offset + tableRows);
  const left = rows.length - offset - shown.length;
  const more = left > 0 ? `\n\n…and ${left} more; say "more" to see them, or narrow it down by name, number or period.` : '';
  return `${table(tool, shown)}${more}`;
};
