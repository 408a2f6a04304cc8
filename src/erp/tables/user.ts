import { date, guid, option, text } from './column.ts';
import { defineTable } from './table.ts';

/** The people of the tenant. `authenticationObjectId` is the `oid` claim by which a token finds its user. */
export const user = defineTable({
  id: 2000000120,
  name: 'User',
  key: ['userSecurityId'],
  indexes: [['authenticationObjectId'], ['userName']],
  perCompany: false,
  columns: {
    userSecurityId: guid('User Security ID'),
    userName: text('User Name', 50),
    fullName: text('Full Name', 80),
    state: option('State', ['Enabled', 'Disabled']),
    contactEmail: text('Contact Email', 250),
    authenticationObjectId: guid('Authentication Object ID'),
    expiryDate: date('Expiry Date'),
  },
});
