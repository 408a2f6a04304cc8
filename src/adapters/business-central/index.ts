/*
 * The Business Central adapter: one client per environment, and ports bound to a user and a company.
 * The writing port is not exported here; the executor's wiring imports `erp-writer.ts` itself.
 */
export { BusinessCentralClient, type BusinessCentralOptions, type ErpCall } from './business-central-client.ts';
export { capabilitiesIn } from './capabilities.ts';
export { createErpReader, type ErpReaderBinding } from './erp-reader.ts';
export { isInside } from './is-inside.ts';
export { readPages, type ErpPage } from './read-pages.ts';
export { listCompanies, type ErpCompany } from './list-companies.ts';
