import { odata } from '../odata-filter.ts';
import type { ErpReader } from '../ports/erp-reader.ts';
import { textOf } from '../record-fields.ts';
import type { NotPrepared } from '../tool.ts';
import { findContract, type Contract } from './contract-record.ts';
import { loadStandings, type VendorStanding } from './vendor-standing.ts';

/** A contract that can be renewed now, its vendor's name as on his card, and how he stands. */
export interface RenewableContract {
  readonly contract: Contract & { readonly endingDate: string };
  readonly vendorName: string;
  readonly standing: VendorStanding;
}

/** A write that cannot be prepared, and what would help. */
export const notPrepared = (message: string, remedy: string): NotPrepared => ({ kind: 'not_prepared', message, remedy });

const refuseContract = ({ number, status, isRenewalDue, renewalWindowFrom, renewalWindowTo }: Contract): NotPrepared | null => {
  if (status !== 'Active' && status !== 'In Renewal') {
    return notPrepared(
      `Contract ${number} is ${status}: only a contract that runs can be renewed.`,
      'Choose a contract that is Active or In Renewal.',
    );
  }
  if (isRenewalDue) return null;
  const window = renewalWindowFrom === null ? 'It has no renewal window' : `Its renewal window is ${renewalWindowFrom} to ${renewalWindowTo}`;
  return notPrepared(`Contract ${number} is not up for renewal. ${window}.`, 'Wait for the window to open, or have its dates changed in the ERP.');
};

const loadVendor = async (erp: ErpReader, vendorNumber: string): Promise<Omit<RenewableContract, 'contract'> | undefined> => {
  const [{ records }, standings] = await Promise.all([
    erp.list('vendors', { filter: odata.equals('number', vendorNumber), select: ['id', 'number', 'displayName', 'blocked'], top: 1 }),
    loadStandings(erp, [vendorNumber]),
  ]);
  const standing = standings.get(vendorNumber);
  return records[0] && standing && { vendorName: textOf(records[0], 'displayName'), standing };
};

/**
 * The contract of that number with its vendor, if it can be renewed now; else the first reason why not. A restricted
 * vendor is no reason here: whether his contracts may be renewed is for those to say who give and check authority.
 */
export const loadRenewable = async (erp: ErpReader, contractNumber: string): Promise<RenewableContract | NotPrepared> => {
  const contract = await findContract(erp, contractNumber);
  if (contract === undefined) {
    return notPrepared(`There is no contract ${contractNumber}, or none that you may see.`, 'Look the number up with find_contracts_near_renewal.');
  }
  const refused = refuseContract(contract);
  if (refused) return refused;
  const { endingDate, vendorNumber } = contract;
  if (endingDate === null) return notPrepared(`Contract ${contractNumber} has no ending date.`, 'Have an ending date entered in the ERP.');
  const vendor = await loadVendor(erp, vendorNumber);
  if (!vendor)
    return notPrepared(`There is no vendor ${vendorNumber}, or none that you may see.`, 'Ask for the right to see this vendor in the ERP.');
  if (vendor.standing.blocked === 'All') {
    return notPrepared(`Vendor ${vendorNumber} is blocked.`, 'Have the vendor unblocked in the ERP, or let the contract end.');
  }
  return { contract: { ...contract, endingDate }, ...vendor };
};
