import type { Actor } from './teller.ts';
import type { Cast } from './tell.ts';

/** The demo's people in their parts, by their user names in the ERP. */
export const demoCast = (users: readonly Actor[]): Cast => {
  const find = (userName: string): Actor => {
    const found = users.find(({ name }) => name.endsWith(`(${userName})`));
    if (found === undefined) throw new Error(`The demo has no user ${userName}`);
    return { name: found.name.replace(` (${userName})`, ''), token: found.token };
  };
  return { seller: find('TOM'), buyer: find('BEN'), payer: find('INES'), accountant: find('MARTA') };
};
