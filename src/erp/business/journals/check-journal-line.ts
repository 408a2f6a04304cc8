import { AppError } from '../../../kernel/errors.ts';
import { decimal } from '../../../kernel/money.ts';
import { genJournalLine } from '../../tables/index.ts';
import { dialogError, fieldProblem, keyText, requireValue } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { checkDimensions } from '../dimensions/check-dimensions.ts';
import { ledgerDimensions } from '../ledger-dimensions.ts';
import { mayPostOn } from '../posting-date.ts';
import { checkJournalAccount, dimensionOwner, journalAccount, sidesOf, type JournalAccount, type JournalLine } from './journal-account.ts';

/** How messages name a journal line. */
export const lineText = (line: JournalLine): string => `Gen. Journal Line: ${keyText(genJournalLine, line)}`;

/** Does something for a line; an error that does not name the line is given its name. */
export const atLine = <T>(line: JournalLine, work: () => T): T => {
  try {
    return work();
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.message.includes(genJournalLine.name)) throw thrown;
    throw new AppError(thrown.code, `${thrown.message.replace(/\.?$/, '.')} ${lineText(line)}.`, { fields: thrown.fields, cause: thrown });
  }
};

/** Which sign an amount must have by party and document type; others may have either. */
const signs: Readonly<Record<string, 'positive' | 'negative'>> = {
  'Customer Payment': 'negative',
  'Customer Credit Memo': 'negative',
  'Customer Invoice': 'positive',
  'Customer Refund': 'positive',
  'Vendor Payment': 'positive',
  'Vendor Credit Memo': 'positive',
  'Vendor Invoice': 'negative',
  'Vendor Refund': 'negative',
};

const checkAmount = (line: JournalLine): void => {
  const at = { table: genJournalLine, record: line, field: 'amount' };
  requireValue(at);
  for (const { field, type } of sidesOf(line)) {
    const amount = field === 'accountNo' ? decimal(line.amount) : decimal(line.amount).negated();
    const wanted = signs[`${type} ${line.documentType}`];
    if (wanted !== undefined && amount.isNegative() !== (wanted === 'negative')) {
      throw fieldProblem(at, `must be ${field === 'accountNo' ? wanted : wanted === 'negative' ? 'positive' : 'negative'}`);
    }
  }
};

const isParty = ({ type }: JournalAccount): boolean => type !== 'G/L Account';

/**
 * Business Central's Gen. Jnl.-Check Line (codeunit 11): throws unless the line may be posted as it stands; the
 * error names it. What several lines must be together (balance) is checked elsewhere.
 */
export const checkJournalLine = (ctx: ErpContext, line: JournalLine): void => {
  const at = { table: genJournalLine, record: line };
  requireValue({ ...at, field: 'documentNo' });
  if (line.postingDate === '') throw fieldProblem({ ...at, field: 'postingDate' }, 'must have a value');
  if (!mayPostOn(ctx, line.postingDate)) throw fieldProblem({ ...at, field: 'postingDate' }, 'is not within your range of allowed posting dates');
  if (line.balAccountNo === '') requireValue({ ...at, field: 'accountNo' });
  checkAmount(line);
  atLine(line, () => {
    const accounts = sidesOf(line).map((side) => journalAccount(ctx, side));
    if (accounts.length === 2 && accounts.every(isParty)) throw dialogError('Account Type or Bal. Account Type must be G/L Account or Bank Account.');
    for (const account of accounts) checkJournalAccount(account, line.documentType);
    const text = `Gen. Journal Line ${line.journalTemplateName}, ${line.journalBatchName}, ${line.lineNo}`;
    checkDimensions(ctx, { dimensions: ledgerDimensions(line), owners: accounts.map(dimensionOwner), origin: { kind: 'journal line', text } });
  });
};
