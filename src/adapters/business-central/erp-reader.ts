import {
  ErpError,
  markedPartial,
  type EntitySet,
  type ErpQuery,
  type ErpReader,
  type ErpRecord,
  type ErpRows,
} from '../../features/tools/ports/erp-reader.ts';
import type { BusinessCentralClient, ErpBody, ErpCall } from './business-central-client.ts';
import { isPartial } from './capabilities.ts';
import { malformedReply } from './map-erp-error.ts';
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

const isRecord = (value: unknown): value is ErpRecord => typeof value === 'object' && value !== null;

const recordsOf = (page: ErpBody): readonly ErpRecord[] => {
  const rows = page['value'];
  if (!Array.isArray(rows) || !rows.every(isRecord)) throw malformedReply('it is not a list of records', { isWrite: false });
  return rows;
};

/**
 * The ErpReader of one user in one company. `companies` lists the bound company alone. One row more than wanted
 * is asked for, so `truncated` is known without counting; further pages are fetched only while rows are missing.
 */
export const createErpReader = (binding: ErpReaderBinding): ErpReader => {
  const { client, companyId, rowLimit } = binding;
  const headers = binding.freshness === 'primary' ? {} : replicaHeaders;

  const listPages = async (set: EntitySet, query: ErpQuery, limit: number): Promise<{ pages: ErpBody[]; records: ErpRecord[] }> => {
    const pages: ErpBody[] = [];
    const records: ErpRecord[] = [];
    let next: string | undefined = recordPath(companyId, set) + queryString({ ...query, top: limit + 1 });
    while (next !== undefined && records.length <= limit) {
      const page: ErpBody = await client.read(next, binding, headers);
      const rows = recordsOf(page);
      pages.push(page);
      for (const row of rows) records.push(row);
      const link = page['@odata.nextLink'];
      // An empty page with a next link would be followed for ever.
      next = typeof link === 'string' && rows.length > 0 ? link : undefined;
    }
    return { pages, records };
  };

  const get: ErpReader['get'] = async (set, id, query = {}) => {
    try {
      const path = recordPath(companyId, set, id) + queryString(query);
      const [record, capabilities] = await Promise.all([client.read(path, binding, headers), client.capabilities(routeOf(set), binding)]);
      return isPartial(record, capabilities) ? markedPartial(record) : record;
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
    const [{ pages, records }, capabilities] = await Promise.all([listPages(set, query, limit), client.capabilities(routeOf(set), binding)]);
    const truncated = records.length > limit;
    return {
      records: truncated ? records.slice(0, limit) : records,
      mayBePartial: pages.some((page) => isPartial(page, capabilities)),
      truncated,
    };
  };

  return { list, get };
};
