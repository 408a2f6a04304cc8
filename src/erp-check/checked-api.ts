import { readPages, type BusinessCentralClient, type ErpCall, type ErpPage } from '../adapters/business-central/index.ts';
import type { Clock } from '../kernel/clock.ts';

/** An ERP's API as one user reaches it. It only reads, and says so with every request. */
export interface CheckedApi {
  readonly clock: Clock;
  /** The pages of a list below the base URL, lazily. Throws `ErpError`. */
  pages(path: string): AsyncGenerator<ErpPage, void>;
  /** A route's `$metadata`. Throws `ErpError`. */
  metadata(route: string): Promise<string>;
}

/** The API behind a client, for one user's calls. */
export const checkedApi = (client: BusinessCentralClient, call: ErpCall, clock: Clock): CheckedApi => ({
  clock,
  pages: (path) => readPages(client, { path, headers: { 'Data-Access-Intent': 'ReadOnly' } }, call),
  metadata: (route) => client.metadata(route, call),
});
