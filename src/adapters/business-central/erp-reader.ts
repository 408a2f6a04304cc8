import { ErpError, markedPartial, type EntitySet, type ErpQuery, type ErpReader, type ErpRows } from '../../features/tools/ports/erp-reader.ts';
import type { BusinessCentralClient, ErpCall } from './business-central-client.ts';
import { isPartial } from './capabilities.ts';
import { readPages, type ErpPage } from './read-pages.ts';
import { withUntrustedMarked } from './untrusted-fields.ts';
import { queryString, recordPath, routeOf } from './routes.ts';

/** What a reading port is bound to. */
export interface ErpReaderBinding extends ErpCall {
  readonly client: BusinessCentralClient;
  /** System id of the company. */
  readonly companyId: string;
  /** Upper bound of the rows of one list. */
  readonly rowLimit: number;
  /**
   * `replica` (default) lets Business Central answer from a read-only copy that lags a little; `primary` is for
   * the look just before a write, which must see the present.
   */
  readonly freshness?: 'replica' | 'primary';
}

/** Also a lock: Business Central refuses a write that carries it. */
const replicaHeaders = { 'Data-Access-Intent': 'ReadOnly' };

/** Most requests for one list: an ERP with tiny pages must not be asked without end. */
const mostPages = 100;

/**
 * The ErpReader of one user in one company. `companies` lists the bound company alone. One row more than wanted
 * is asked for, so `truncated` is known without counting; further pages are fetched only while rows are missing, and
 * not without end.
 */
export const createErpReader = (binding: ErpReaderBinding): ErpReader => {
  const { client, companyId, rowLimit } = binding;
  const headers = binding.freshness === 'primary' ? {} : replicaHeaders;

  const pagesOf = async (set: EntitySet, query: ErpQuery, limit: number): Promise<readonly ErpPage[]> => {
    const pages: ErpPage[] = [];
    let missing = limit + 1;
    for await (const page of readPages(client, { path: recordPath(companyId, set) + queryString({ ...query, top: missing }), headers }, binding)) {
      pages.push(page);
      missing -= page.records.length;
      if (missing <= 0 || pages.length >= mostPages) break;
    }
    return pages;
  };

  const get: ErpReader['get'] = async (set, id, query = {}) => {
    try {
      const path = recordPath(companyId, set, id) + queryString(query);
      const [record, capabilities] = await Promise.all([client.read(path, binding, headers), client.capabilities(routeOf(set), binding)]);
      const marked = withUntrustedMarked(record, set, capabilities);
      return isPartial(record, capabilities) ? markedPartial(marked) : marked;
    } catch (error) {
      if (error instanceof ErpError && error.kind === 'not_found') return null;
      throw error;
    }
  };

  const boundCompany = async (): Promise<ErpRows> => {
    const company = await client.read(recordPath(companyId, 'companies'), binding, headers);
    return { records: [company], mayBePartial: false, truncated: false };
  };

  const list: ErpReader['list'] = async (set, query = {}) => {
    if (set === 'companies') return boundCompany();
    const limit = Math.min(query.top ?? rowLimit, rowLimit);
    const [pages, capabilities] = await Promise.all([pagesOf(set, query, limit), client.capabilities(routeOf(set), binding)]);
    const records = pages.flatMap((page) => page.records).map((record) => withUntrustedMarked(record, set, capabilities));
    return {
      records: records.slice(0, limit),
      mayBePartial: pages.some((page) => isPartial(page.body, capabilities)),
      truncated: records.length > limit || pages.at(-1)?.hasNext === true,
    };
  };

  return { list, get };
};
