import type { DelegationView } from '../../contracts/delegations.ts';
import type { LimitPeriod } from '../../domain/delegation.ts';
import { amount, counted, exactMoment } from '../shared/format.ts';

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

/** Who gave it: the user herself, or somebody by name; a service is said to be one. */
export const giverWords = ({ delegator, delegatorKind, isYours }: Pick<DelegationView, 'delegator' | 'delegatorKind' | 'isYours'>): string => {
  if (delegatorKind === 'service') return `${delegator.name}, a service`;
  return isYours ? 'You' : delegator.name;
};

type Behind = Pick<DelegationView, 'state' | 'signIn' | 'isYours' | 'delegator' | 'validTo'>;

/** Under which sign-in the agent asks the ERP, and how long that lasts. */
export const signInWords = ({ signIn, isYours, delegator, validTo }: Behind): string => {
  const [whose, who, ends] = isYours ? ['your', 'you', 'sign out'] : [`${delegator.name}’s`, delegator.name, 'signs out'];
  switch (signIn) {
    case 'service':
      return `It acts under the own account of ${delegator.name}, whoever is signed in.`;
    case 'grant':
      return `It acts under a grant that ${who} gave at the identity provider, signed in or not, until ${exactMoment(validTo)}, until it is taken back, or until the delegation is revoked.`;
    case 'session':
      return `It acts under ${whose} sign-in for as long as that lasts; when ${who} ${ends}, it waits.`;
    case 'none':
      return `There is no sign-in of ${isYours ? 'yours' : delegator.name} behind it.`;
  }
};

/** What it means that the agent needs a sign-in, and what to do; null where it needs none. */
export const needsSignInWords = ({ state, signIn, isYours, delegator }: Behind): string | null => {
  if (state !== 'needs-sign-in') return null;
  const meanwhile = 'Nothing is lost: its calls are refused with that reason, and what it proposed waits.';
  if (signIn === 'service')
    return `The identity provider gives ${delegator.name} no token. ${meanwhile} An administrator has to check its application there, and its secret under Services.`;
  const why = signIn === 'grant' ? 'The identity provider takes the grant no more.' : 'The sign-in it acts under has ended, or there was none.';
  return `${why} ${meanwhile} ${isYours ? 'Sign in for it again, or give a grant that lasts.' : `${delegator.name} has to sign in for it again.`}`;
};

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
