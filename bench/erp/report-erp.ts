import { fixed, table } from '../table.ts';
import type { LargeSize } from './large-company.ts';
import type { PostingResult } from './measure-posting.ts';
import type { ReadResult, Times } from './measure-reads.ts';

/** Everything that `npm run bench erp` measured; what `--json` prints. */
export interface ErpReport extends LargeSize {
  readonly node: string;
  readonly reads: readonly ReadResult[];
  readonly posting: PostingResult;
  /** The reads of the first person over HTTP, by name. */
  readonly http: Readonly<Record<string, Times>>;
}

const readRow = (report: ErpReport, { name, as, size, answer, raw }: ReadResult): string[] => {
  const http = as === report.reads[0]?.as ? report.http[name] : undefined;
  const cells = [answer.p50, answer.p99, raw.p50, raw.p99].map((millis) => fixed(millis, 3));
  const sent = http === undefined ? ['', ''] : [fixed(http.p50, 2), fixed(http.p99, 2)];
  return [`${name}, ${as}`, fixed(size / 1024, 1), ...cells, fixed(answer.p50 / raw.p50, 1), fixed(answer.p99 / raw.p99, 1), ...sent];
};

const planLines = (reads: readonly ReadResult[]): string[] =>
  reads.flatMap(({ name, as, plan }) => [`${name}, ${as}`, ...plan.map((step) => `    ${step}`)]);

/** The report for people. */
export const printedErp = (report: ErpReport): string => {
  const { posting } = report;
  return [
    `Node ${report.node}; ${report.customers} customers, ${report.entries} customer ledger entries and ${2 * report.entries} G/L entries more than the small demo company.`,
    'An answer is a request handled in this process, rights, SQL and JSON; raw is its own SQL by hand, rows fetched. Both in turn. The AR clerk has security filters.',
    '',
    table(
      ['read', 'KiB', 'answer p50 ms', 'p99', 'raw p50 ms', 'p99', '÷ raw p50', 'p99', 'HTTP p50 ms', 'p99'],
      report.reads.map((read) => readRow(report, read)),
    ),
    '',
    `Posting: ${posting.invoices} sales invoices of three item lines, ${fixed(posting.rowsEach, 1)} new rows each, one to a durable commit: ${fixed(posting.postedPerSecond, 0)} per second.`,
    `The same rows by hand, as many commits: ${fixed(posting.rawPerSecond, 0)} per second, ${fixed(posting.rawPerSecond / posting.postedPerSecond, 1)} times as many.`,
    '',
    'Plans of the statement that fetches the rows:',
    ...planLines(report.reads),
  ].join('\n');
};
