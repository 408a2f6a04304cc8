import { stringify } from 'csv-stringify/sync';
import type { ToolCallLogEntry } from '../../contracts/tool-call-log.ts';

/**
 * A text that no spreadsheet takes for a formula: where the first character that is not white space could
 * start one (OWASP, CSV injection; full-width signs too), an apostrophe goes before it.
 */
export const neutralised = (text: string): string =>
  /^[\s\u0000-\u001f]*[=+\-@|%＝＋－＠]/u.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text;

const cell = (value: ToolCallLogEntry[keyof ToolCallLogEntry]): string => {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

const isText = (value: unknown): boolean => typeof value !== 'number' && typeof value !== 'boolean';

/** A line break of any kind is quoted: a reader that ends a line at it would begin a cell of ours with what follows. */
const line = (cells: readonly (readonly string[])[]): string =>
  stringify(
    cells.map((row) => [...row]),
    { record_delimiter: 'windows', quoted_match: /[\r\n]/ },
  );

/** The header line (RFC 4180, line ends CRLF). */
export const csvHeader = (properties: readonly (keyof ToolCallLogEntry)[]): string => line([properties]);

/** Entries as CSV lines: null is empty, lists are JSON, no text starts a formula. */
export const csvLines = (entries: readonly ToolCallLogEntry[], properties: readonly (keyof ToolCallLogEntry)[]): string =>
  line(
    entries.map((entry) =>
      properties.map((property) => {
        const value = entry[property];
        return isText(value) ? neutralised(cell(value)) : cell(value);
      }),
    ),
  );
