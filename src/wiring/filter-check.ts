import { createErpReader, type BusinessCentralClient } from '../adapters/business-central/index.ts';
import type { ErpTokens } from '../features/identity/index.ts';
import { ErpError, isEntitySet } from '../features/tools/index.ts';
import { AppError } from '../kernel/errors.ts';

/** Refuses OData filters that the ERP does not understand; asked in each company, under a sign-in. */
export type FilterCheck = (
  signIn: string,
  companies: readonly string[],
  filters: Readonly<Record<string, string>>,
  /** The field at fault; left out: that of a delegation, which nobody gives for what she may not see. */
  field?: string,
) => Promise<void>;

const timeoutMillis = 20_000;

/** The check against the ERP itself: it knows its fields. Throws `unprocessable` with its words, and `unauthenticated`. */
export const erpFilterCheck =
  (parts: { readonly client: BusinessCentralClient; readonly tokens: ErpTokens }): FilterCheck =>
  async (signIn, companies, filters, field) => {
    const token = async (): Promise<string> => {
      const outcome = await parts.tokens.forUser(signIn);
      if (outcome.kind !== 'token') throw new AppError('unauthenticated', 'Your sign-in has ended.', { remedy: 'Sign in again.' });
      return outcome.token;
    };
    for (const companyId of companies) {
      const erp = createErpReader({
        ...{ client: parts.client, companyId, callId: 'filter-check', rowLimit: 1, token, freshness: 'replica' },
        signal: AbortSignal.timeout(timeoutMillis),
      });
      for (const [set, filter] of Object.entries(filters)) {
        if (!isEntitySet(set)) continue;
        await erp.list(set, { filter, select: ['id'], top: 1 }).catch((error: unknown) => {
          if (field !== undefined && error instanceof ErpError && error.kind === 'denied') return;
          throw refusal(field ?? `recordFilters.${set}`, error);
        });
      }
    }
  };

const refusal = (field: string, error: unknown): unknown => {
  if (!(error instanceof ErpError)) return error;
  if (error.kind === 'invalid' || error.kind === 'denied')
    return new AppError('unprocessable', error.message, { fields: [{ field, message: error.message }], remedy: 'Correct the filter.' });
  return new AppError('erp_unavailable', 'The ERP cannot be asked about the filter.', { remedy: 'Try again in a moment.', cause: error });
};
