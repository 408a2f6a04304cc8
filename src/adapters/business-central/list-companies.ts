import { z } from 'zod';
import type { BusinessCentralClient, ErpCall } from './business-central-client.ts';
import { malformedReply } from './map-erp-error.ts';
import { readPages } from './read-pages.ts';
import { apiRoutes } from './routes.ts';

const companySchema = z.object({ id: z.uuid(), name: z.string(), displayName: z.string().optional() });

/** A company the user may work in. */
export interface ErpCompany {
  /** System id. */
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
}

/** The companies the token's user can open, in the ERP's order. Throws `ErpError`. */
export const listCompanies = async (client: BusinessCentralClient, call: ErpCall): Promise<readonly ErpCompany[]> => {
  const companies: ErpCompany[] = [];
  for await (const { records } of readPages(client, { path: `${apiRoutes.standard}/companies` }, call)) {
    const parsed = z.array(companySchema).safeParse(records);
    if (!parsed.success) throw malformedReply('it is not a list of companies', { isWrite: false, cause: parsed.error });
    for (const { id, name, displayName } of parsed.data) companies.push({ id, name, displayName: displayName || name });
  }
  return companies;
};
