import { createErpReader, type BusinessCentralClient } from '../adapters/business-central/index.ts';
import type { ErpFilterFault, FilterFaults } from '../features/delegations/index.ts';
import type { ErpTokens } from '../features/identity/index.ts';
import { ErpError, isEntitySet, type EntitySet, type ErpReader } from '../features/tools/index.ts';
import { AppError } from '../kernel/errors.ts';

const timeoutMillis = 20_000;

const faultOf = async (erp: ErpReader, entitySet: EntitySet, filter: string): Promise<ErpFilterFault | null> => {
  try {
    await erp.list(entitySet, { filter, select: ['id'], top: 1 });
    return null;
  } catch (error) {
    if (!(error instanceof ErpError)) throw error;
    const isDenied = error.kind === 'denied';
    if (isDenied || error.kind === 'invalid') return { entitySet, message: error.message, isDenied };
    throw new AppError('erp_unavailable', 'The ERP cannot be asked about the filter.', { remedy: 'Try again in a moment.', cause: error });
  }
};

/** Asks the ERP itself. Throws `unauthenticated` and `erp_unavailable`. */
export const erpFilterFaults =
  (parts: { readonly client: BusinessCentralClient; readonly tokens: ErpTokens }): FilterFaults =>
  async (signIn, companies, filters) => {
    const token = async (): Promise<string> => {
      const outcome = await parts.tokens.forUser(signIn);
      if (outcome.kind !== 'token') throw new AppError('unauthenticated', 'Your sign-in has ended.', { remedy: 'Sign in again.' });
      return outcome.token;
    };
    const faults: ErpFilterFault[] = [];
    for (const companyId of companies) {
      const erp = createErpReader({
        ...{ client: parts.client, companyId, callId: 'filter-check', rowLimit: 1, token, freshness: 'replica' },
        signal: AbortSignal.timeout(timeoutMillis),
      });
      for (const [set, filter] of Object.entries(filters)) {
        const fault = isEntitySet(set) ? await faultOf(erp, set, filter) : null;
        if (fault) faults.push(fault);
      }
    }
    return faults;
  };
