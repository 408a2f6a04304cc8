import type { DelegationView } from '../../contracts/delegations.ts';
import type { LimitPeriod } from '../../domain/delegation.ts';
import { amount, counted } from '../shared/format.ts';

type Limit = DelegationView['limits'][number];

/** How a delegation stands, as its tag says. */
export const stateWords: Readonly<Record<DelegationView['state'], string>> = {
  active: 'Active',
  revoked: 'Revoked',
  expired: 'Expired',
  'not-yet-valid': 'Not yet valid',
  'needs-sign-in': 'Needs your sign-in',
  'delegator-inactive': 'Its service is not active',
};

/** How its state reads to whoever did not give it. */
export const stateWordsOf = ({ state, isYours }: Pick<DelegationView, 'state' | 'isYours'>): string =>
  state === 'needs-sign-in' && !isYours ? 'Needs a sign-in' : stateWords[state];

/** Over which time amounts add up. */
export const periodWords: Readonly<Record<LimitPeriod, string>> = {
  day: 'today',
  week: 'this week',
  month: 'this month',
  year: 'this year',
  whole: 'in all',
};

/** What a limit's period holds, of how much; null for one that looks at single changes alone. */
export const usedWords = ({ cumulative, currency }: Limit): string | null =>
  cumulative && `${amount(cumulative.used)} of ${amount(cumulative.amount)} ${currency} used ${periodWords[cumulative.period]}`;

/** How much of a limit is used, from 0 to 1, for a bar; its length needs no exactness. */
export const usedShare = ({ cumulative }: Limit): number =>
  cumulative === null ? 0 : Math.min(1, Number(cumulative.used) / Number(cumulative.amount));

/** What each change may come to; null where only sums are limited. */
export const perActionWords = ({ perAction, currency }: Limit): string | null =>
  perAction === null ? null : `At most ${amount(perAction)} ${currency} each change`;

/** All limits, short enough for a list. */
export const limitsWords = ({ limits }: Pick<DelegationView, 'limits'>): string =>
  limits.length === 0 ? 'No limit' : limits.flatMap((limit) => usedWords(limit) ?? perActionWords(limit) ?? []).join('; ');

/** Companies by name, as far as the ERP shows them to whoever looks. */
export const companiesWords = (ids: readonly string[], known: readonly { readonly id: string; readonly name: string }[]): string => {
  const names = ids.flatMap((id) => known.find((company) => company.id === id)?.name ?? []);
  const hidden = ids.length - names.length;
  return [...names, ...(hidden > 0 ? [`${counted(hidden, 'company', 'companies')} you do not see`] : [])].join(', ');
};
