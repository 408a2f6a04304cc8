import { z } from 'zod';
import type { BusinessCentralClient, ErpCall } from './business-central-client.ts';
import { malformedReply } from './map-erp-error.ts';
import { apiRoutes } from './routes.ts';

const companiesSchema = z.object({
  value: z.array(z.object({ id: z.uuid(), name: z.string(), displayName: z.string().optional() })),
});

/** A company the user may work in. */
export interface ErpCompany {
  /** System id. */
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
}

/** The companies the token's user can open, in the ERP's order. Throws `ErpError`. */
export const listCompanies = async (client: BusinessCentralClient, call: ErpCall): Promise<readonly ErpCompany[]> => {
  const parsed = companiesSchema.safeParse(await client.read(`${apiRoutes.standard}/companies`, call));
  if (!parsed.success) throw malformedReply('it is not a list of companies', { isWrite: false, cause: parsed.error });
  return parsed.data.value.map(({ id, name, displayName }) => ({ id, name, displayName: displayName || name }));
};
