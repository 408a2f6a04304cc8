type Args = Readonly<Record<string, unknown>>;
type Row = Readonly<Record<string, unknown>>;

/** The tiny ERP's releases: one order is released already, one is above the user's limit, and the others are released at once. */
export const tinyRelease = {
  release_purchase_order: ({ orderNumber }: Args): Row => {
    if (orderNumber === 'PO-106001') return { status: 'failed', message: 'Purchase order PO-106001 is Released already.' };
    const data = { orderNumber, amount: '1525.21', currencyCode: '' };
    return orderNumber === 'PO-106002'
      ? { status: 'committed', data: { ...data, status: 'Pending Approval', waitingFor: 'Noor Haddad' } }
      : { status: 'committed', data: { ...data, status: 'Released' } };
  },
} as const;
