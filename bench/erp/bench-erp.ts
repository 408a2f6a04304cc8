import { join } from 'node:path';
import { startChild } from '../child.ts';
import type { ErpAccess } from '../erp-access.ts';
import { makeLargeCompany, type LargeSize } from './large-company.ts';
import { measureHttp } from './measure-http.ts';
import { measurePosting } from './measure-posting.ts';
import { measureReads } from './measure-reads.ts';
import { printedErp, type ErpReport } from './report-erp.ts';

/** What is measured, and how large. */
export interface ErpBenchPlan extends LargeSize {
  /** Where the databases are made. */
  readonly folder: string;
  readonly invoices: number;
  readonly json: boolean;
  readonly say: (what: string) => void;
}

/** The tenant of `erp-server`, by which the ERP finds its file. */
const fileName = 'erp-11111111-1111-4111-8111-111111111111.sqlite';

/** Measures reading and posting of a large company; answers the report as it is to be printed. */
export const benchErp = async ({ folder, say, invoices, json, ...size }: ErpBenchPlan): Promise<string> => {
  const file = join(folder, fileName);
  say(`a company of ${size.customers} customers and ${size.entries} customer ledger entries`);
  makeLargeCompany(file, size);
  say('reads, beside their own SQL');
  const reads = measureReads(file, 1_000);
  say('posting');
  const posting = measurePosting(file, invoices);
  say('the same reads over HTTP');
  const server = await startChild<ErpAccess>('erp-server', folder);
  const http = await measureHttp(server.value, 1_000);
  await server.stop();
  const report: ErpReport = { ...size, node: process.versions.node, reads, posting, http: Object.fromEntries(http) };
  return json ? JSON.stringify(report, null, 2) : printedErp(report);
};
