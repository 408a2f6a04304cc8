import { userSetup } from '../../tables/index.ts';
import { defineEntitySet } from '../entity-set.ts';
import { columnsOf, readOnly } from '../field.ts';
import { fullNameOf } from '../user-name.ts';

const at = columnsOf(userSetup);

/** The approval user setup (User Setup, table 91): who may approve up to which amount, and who comes next. Read only, as Microsoft's page. */
export const approvalUserSetups = defineEntitySet({
  name: 'approvalUserSetups',
  entity: 'approvalUserSetup',
  caption: 'User Setup',
  fields: {
    id: readOnly(at('systemId')),
    userId: at('userId'),
    userFullName: fullNameOf('userId'),
    salesPersonPurchaser: at('salespersPurchCode'),
    approverId: at('approverId'),
    salesAmountApprovalLimit: at('salesAmountApprovalLimit'),
    unlimitedSalesApproval: at('unlimitedSalesApproval'),
    purchaseAmountApprovalLimit: at('purchaseAmountApprovalLimit'),
    unlimitedPurchaseApproval: at('unlimitedPurchaseApproval'),
    requestApprovalAmountLimit: at('requestAmountApprovalLimit'),
    unlimitedRequestApprovalAmount: at('unlimitedRequestApproval'),
    substitute: at('substitute'),
    email: at('email'),
    phoneNumber: at('phoneNo'),
    approvalAdmin: at('approvalAdministrator'),
    lastModifiedDateTime: readOnly(at('systemModifiedAt')),
  },
  order: ['userId'],
  sources: [{ table: userSetup }],
});
