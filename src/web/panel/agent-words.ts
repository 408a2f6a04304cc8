import type { AvailableAgent } from '../../contracts/sessions.ts';
import type { PageContext } from '../../contracts/page-context.ts';

/** What an agent's autonomy means for the person who talks to it. */
export const autonomyWords: Record<AvailableAgent['autonomy'], { short: string; long: string }> = {
  'read-only': { short: 'Read-only', long: 'It reads and answers. It cannot write anything.' },
  ask: { short: 'Asks first', long: 'It prepares changes and shows them to you. Nothing is written before you confirm.' },
  execute: { short: 'May write', long: 'It may write drafts by itself where you were given that right. It asks before anything binding.' },
};

const pageNames: Record<PageContext['page'], string> = {
  customers: 'Customers',
  vendors: 'Vendors',
  items: 'Items',
  purchaseOrders: 'Purchase orders',
  salesInvoices: 'Sales invoices',
  home: 'Home',
};

/** The page in view in words: `Vendors · V-1042`. */
export const pageWords = (page: PageContext): string =>
  page.recordNumber === undefined ? pageNames[page.page] : `${pageNames[page.page]} · ${page.recordNumber}`;
