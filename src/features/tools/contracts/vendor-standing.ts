import { odata } from '../odata-filter.ts';
import type { ErpReader, ErpRecord } from '../ports/erp-reader.ts';
import { dateOf, flagOf, optionOf, textOf } from '../record-fields.ts';

/** Why a vendor is to be used with care, and until when; null where no end is set. */
export type Restriction = {
  readonly reason: string;
  readonly description: string;
  readonly from: string | null;
  readonly until: string | null;
};

/** Whether a vendor may be used today: blocked (`All`, `Payment` or blank), and restricted or not. */
export type VendorStanding = {
  readonly blocked: string;
  readonly restriction: Restriction | null;
  /** The user may not see every restriction, so that none found says little. */
  readonly mayBePartial: boolean;
};

const standingFields = ['vendorNumber', 'blocked', 'restricted', 'reason', 'description', 'restrictedFrom', 'restrictedUntil'];

const standingOf = (status: ErpRecord, mayBePartial: boolean): VendorStanding => ({
  blocked: optionOf(status, 'blocked'),
  restriction: flagOf(status, 'restricted')
    ? {
        reason: optionOf(status, 'reason'),
        description: textOf(status, 'description'),
        from: dateOf(status, 'restrictedFrom'),
        until: dateOf(status, 'restrictedUntil'),
      }
    : null,
  mayBePartial,
});

/** How these vendors stand on the ERP's work date, by number; those that the user may not see are not there. */
export const loadStandings = async (erp: ErpReader, vendorNumbers: readonly string[]): Promise<ReadonlyMap<string, VendorStanding>> => {
  if (vendorNumbers.length === 0) return new Map();
  const filter = odata.oneOf('vendorNumber', vendorNumbers);
  const { records, mayBePartial } = await erp.list('vendorStatus', { filter, select: standingFields });
  return new Map(records.map((status) => [textOf(status, 'vendorNumber'), standingOf(status, mayBePartial)]));
};

/** A restriction in words: `Quality, until 2027-02-03: Two deliveries failed.` */
export const restrictionText = ({ reason, description, until }: Restriction): string =>
  `${reason === '' ? 'restricted' : reason}${until === null ? '' : `, until ${until}`}${description === '' ? '' : `: ${description}`}`;

/** How a vendor stands, in words for whoever decides. */
export const standingText = ({ blocked, restriction, mayBePartial }: VendorStanding): string => {
  const parts = [
    ...(blocked === '' ? [] : [`Blocked for ${blocked}`]),
    ...(restriction === null ? [] : [`Restricted: ${restrictionText(restriction)}`]),
    ...(restriction === null && mayBePartial ? ['You may not see every restriction'] : []),
  ];
  return parts.length === 0 ? 'Not restricted' : parts.join('; ');
};
