import { stringify } from 'csv-stringify/sync';

/**
 * A text that no spreadsheet takes for a formula: where the first character that is neither white space nor a quote
 * could start one (OWASP, CSV injection; full-width signs and the minus sign too), an apostrophe goes before it.
 */
export const neutralised = (text: string): string =>
  /^[\s\u0000-\u001f"]*[=+\-@|%＝＋－＠−]/u.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text;

const cell = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

const isText = (value: unknown): boolean => typeof value !== 'number' && typeof value !== 'boolean';

/** A line break of any kind is quoted: a reader that ends a line at it would begin a cell of ours with what follows. */
const line = (cells: readonly (readonly string[])[]): string =>
  stringify(
    cells.map((row) => [...row]),
    { record_delimiter: 'windows', quoted_match: /[\r\n]/ },
  );

/** The header line (RFC 4180, line ends CRLF). */
export const csvHeader = (properties: readonly string[]): string => line([properties]);

/** Entries as CSV lines: null is empty, lists are JSON, no text starts a formula. */
export const csvLines = <Entry extends object>(entries: readonly Entry[], properties: readonly (keyof Entry)[]): string =>
  line(
    entries.map((entry) =>
      properties.map((property) => {
        const value = entry[property];
        return isText(value) ? neutralised(cell(value)) : cell(value);
      }),
    ),
  );
