import { BusinessCentralClient, createErpReader } from '../src/adapters/business-central/index.ts';
import type { ErpReader } from '../src/features/tools/index.ts';
import { systemClock } from '../src/kernel/clock.ts';

/** How to reach the ERP of a measurement. */
export interface ErpAccess {
  readonly baseUrl: string;
  readonly token: string;
  readonly companyId: string;
}

/** Opens reading ports on one kept client, the same for both loops. */
export const erpReaders = (access: ErpAccess): ((call: { readonly callId: string; readonly signal: AbortSignal }) => ErpReader) => {
  const client = new BusinessCentralClient({ baseUrl: access.baseUrl, clock: systemClock });
  return ({ callId, signal }) =>
    createErpReader({ client, companyId: access.companyId, callId, signal, rowLimit: 200, token: async () => access.token });
};
