import { decimal, money, sum } from '../kernel/money.ts';
import type { Actor, Entity, Teller } from './teller.ts';

/** What the general ledger says of an account. */
export interface AccountBalance {
  readonly number: string;
  readonly name: string;
  /** Debit less credit. */
  readonly balance: string;
}

/** An account whose balance a story changed, with the entries that did it. */
export interface AccountChange extends AccountBalance {
  readonly before: string;
  readonly change: string;
  /** Documents that posted to it, with what each brought. */
  readonly because: readonly string[];
}

/** The trial balance of posting accounts at the end of the present day, and the ledger's last entry. */
export interface Books {
  readonly accounts: readonly AccountBalance[];
  readonly lastEntry: number;
}

const parsed = (text: unknown): string => String(text).replaceAll(',', '') || '0';

/** Reads the trial balance over the API. */
export const readBooks = async (teller: Teller, accountant: Actor): Promise<Books> => {
  const rows = await teller.list(accountant, 'trialBalances');
  const [last] = await teller.list(accountant, 'generalLedgerEntries?$orderby=entryNumber desc&$top=1&$select=entryNumber');
  return {
    accounts: rows
      .filter((row) => row['accountType'] === 'Posting')
      .map((row) => ({
        number: String(row['number']),
        name: String(row['display']),
        balance: money(decimal(parsed(row['balanceAtDateDebit'])).minus(parsed(row['balanceAtDateCredit']))),
      })),
    lastEntry: Number(last?.['entryNumber'] ?? 0),
  };
};

const amountOf = (entry: Entity): string => money(decimal(String(entry['debitAmount'])).minus(String(entry['creditAmount'])));

/** Which accounts changed, and by which documents: each change is explained by the ledger's own entries, or this throws. */
export const explainChange = async (teller: Teller, accountant: Actor, span: { before: Books; after: Books }): Promise<readonly AccountChange[]> => {
  const { before: from, after: to } = span;
  const between = `entryNumber gt ${from.lastEntry} and entryNumber le ${to.lastEntry}`;
  const entries = await teller.list(accountant, `generalLedgerEntries?$filter=${between}`);
  return to.accounts.flatMap((account): AccountChange[] => {
    const before = from.accounts.find(({ number }) => number === account.number)?.balance ?? '0.00';
    const change = money(decimal(account.balance).minus(before));
    const own = entries.filter((entry) => entry['accountNumber'] === account.number);
    if (!sum(own.map(amountOf)).equals(change)) throw new Error(`The entries do not explain the change of account ${account.number}`);
    if (own.length === 0) return [];
    return [{ ...account, before, change, because: own.map((entry) => `${String(entry['documentNumber'])} ${amountOf(entry)}`) }];
  });
};

/** All balances together: zero, or the books are wrong. */
export const totalOf = ({ accounts }: Books): string => money(sum(accounts.map(({ balance }) => balance)));
