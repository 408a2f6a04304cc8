import type { ErpRecord } from '../../features/tools/ports/erp-reader.ts';
import type { BusinessCentralClient, ErpBody, ErpCall } from './business-central-client.ts';
import { malformedReply } from './map-erp-error.ts';

/** One page of a list. */
export interface ErpPage {
  readonly body: ErpBody;
  readonly records: readonly ErpRecord[];
  /** The ERP says that another page follows. */
  readonly hasNext: boolean;
}

/** Where a list begins, and what is sent with every request for it. */
export interface ErpList {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const isRecord = (value: unknown): value is ErpRecord => typeof value === 'object' && value !== null;

const pageOf = (body: ErpBody): ErpPage => {
  const records = body['value'];
  if (!Array.isArray(records) || !records.every(isRecord)) throw malformedReply('it is not a list of records', { isWrite: false });
  // An empty page with a next link would be followed for ever.
  return { body, records, hasNext: typeof body['@odata.nextLink'] === 'string' && records.length > 0 };
};

/**
 * The pages of a list, each asked for only when it is wanted: whoever has enough stops. A next link is followed
 * inside the environment alone. Throws `ErpError`.
 */
export async function* readPages(client: BusinessCentralClient, { path, headers }: ErpList, call: ErpCall): AsyncGenerator<ErpPage, void> {
  let next = path;
  for (;;) {
    const page = pageOf(await client.read(next, call, headers));
    yield page;
    if (!page.hasNext) return;
    next = String(page.body['@odata.nextLink']);
  }
}
