import { ErpError, type EntitySet, type ErpQuery } from '../../features/tools/ports/erp-reader.ts';

/** The API routes that serve the port's entity sets, below the base URL of an environment. */
export const apiRoutes = {
  standard: 'api/v2.0',
  /** What API v2.0 lacks; our own pages, published in Business Central by the extension. */
  custom: 'api/smartAgents/erp/v1.0',
} as const;
/** One of the API routes. */
export type ApiRoute = keyof typeof apiRoutes;

const routeOfSet: Readonly<Record<EntitySet, ApiRoute>> = {
  companies: 'standard',
  companyInformation: 'standard',
  approvalUserSetups: 'standard',
  approvalEntries: 'standard',
  approvalRequests: 'custom',
  purchaseDocuments: 'custom',
  customers: 'standard',
  vendors: 'standard',
  items: 'standard',
  paymentTerms: 'standard',
  salesInvoices: 'standard',
  purchaseOrders: 'standard',
  purchaseOrderLines: 'standard',
  purchaseReceipts: 'standard',
  customerEntries: 'custom',
  vendorEntries: 'custom',
  vendorPaymentApplications: 'custom',
  itemReplenishments: 'custom',
  purchasePrices: 'custom',
  purchaseContracts: 'custom',
  contractRenewals: 'custom',
  vendorStatus: 'custom',
  supportCases: 'custom',
};

/** Which API route serves an entity set. */
export const routeOf = (set: EntitySet): ApiRoute => routeOfSet[set];

const guidPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Refuses anything but a GUID where an address needs one, so that no text can reach another address. Throws `invalid`. */
export const guidSegment = (id: string): string => {
  if (!guidPattern.test(id)) throw new ErpError('invalid', 'A record id must be a GUID.');
  return id.toLowerCase();
};

/** The path of an entity set in one company, or of one record in it, relative to the base URL. */
export const recordPath = (companyId: string, set: EntitySet, id?: string): string => {
  const company = `${apiRoutes[routeOf(set)]}/companies(${guidSegment(companyId)})`;
  if (set === 'companies') return company;
  return id === undefined ? `${company}/${set}` : `${company}/${set}(${guidSegment(id)})`;
};

const actionPattern = /^[A-Za-z]\w{0,79}$/;

/** The path of a bound action, from its record's. Throws `invalid` for anything but a name. */
export const actionPath = (record: string, name: string): string => {
  if (!actionPattern.test(name)) throw new ErpError('invalid', 'An action is named by letters and digits.');
  return `${record}/Microsoft.NAV.${name}`;
};

/** The record id that an address ends with, or null. */
export const idIn = (address: string): string | null => /\(([0-9a-f-]{36})\)$/i.exec(address)?.[1]?.toLowerCase() ?? null;

/** The query options of a request, encoded, with a leading `?` where there are any. The id is always selected: it is the record's name. */
export const queryString = (query: ErpQuery): string => {
  const options: string[] = [];
  const add = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') options.push(`$${name}=${encodeURIComponent(value)}`);
  };
  add('filter', query.filter);
  add('select', query.select && (query.select.includes('id') ? query.select : ['id', ...query.select]).join(','));
  add('orderby', query.orderBy);
  add('expand', query.expand);
  add('top', query.top === undefined ? undefined : String(query.top));
  return options.length === 0 ? '' : `?${options.join('&')}`;
};
