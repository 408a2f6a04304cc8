import { decimal, money } from '../../../kernel/money.ts';
import { custLedgerEntry, genJournalLine, genJournalTemplate, vendorLedgerEntry } from '../../tables/index.ts';
import { dialogError } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { ledgerDimensions } from '../ledger-dimensions.ts';
import { applyEntries } from '../ledger/apply-entries.ts';
import { customerLine, vendorLine } from '../ledger/party-line.ts';
import { postVoucher } from '../ledger/post-voucher.ts';
import type { GlLine, PartyLine, PartyName, Voucher } from '../ledger/voucher.ts';
import { checkManualNo, nextNo, peekNo } from '../no-series.ts';
import { atLine, checkJournalLine } from './check-journal-line.ts';
import { journalAccount, sidesOf, type JournalLine } from './journal-account.ts';
import { checkDocumentBalance, documentsOf, type JournalDocument } from './journal-documents.ts';
import { isEmptyLine, journalLinesOf, journalSeries, type Journal } from './journal-lines.ts';

/** What one line puts into the ledgers. */
interface Posting {
  readonly line: JournalLine;
  readonly gl: readonly GlLine[];
  readonly parties: readonly PartyLine[];
}

const postingOf = (ctx: ErpContext, line: JournalLine): Posting => {
  const accounts = sidesOf(line).map((side) => ({ side, account: journalAccount(ctx, side) }));
  const named = accounts.map(({ account }) => account).find(({ type }) => type !== 'G/L Account');
  const source: PartyName | undefined = named === undefined || named.type === 'G/L Account' ? undefined : { party: named.type, no: named.record.no };
  const gl: GlLine[] = [];
  const parties: PartyLine[] = [];
  for (const { side, account } of accounts) {
    const amount = side.field === 'accountNo' ? line.amount : money(decimal(line.amount).negated());
    const own = { amount, dimensions: ledgerDimensions(line), description: line.description, mark: `${line.lineNo} ${side.field}` };
    const dueDate = line.dueDate || line.postingDate;
    if (account.type === 'G/L Account') gl.push({ ...own, account: account.record.no, isDirect: true, ...(source === undefined ? {} : { source }) });
    else
      parties.push(account.type === 'Customer' ? customerLine(account.record, { ...own, dueDate }) : vendorLine(account.record, { ...own, dueDate }));
  }
  return { line, gl, parties };
};

const openEntry = (ctx: ErpContext, line: JournalLine, { party, no }: PartyName): { readonly entryNo: number; readonly remainingAmount: string } => {
  const document = { documentType: line.appliesToDocType, documentNo: line.appliesToDocNo, open: true };
  const [entry] =
    party === 'Customer'
      ? ctx.records.of(custLedgerEntry).find({ ...document, customerNo: no })
      : ctx.records.of(vendorLedgerEntry).find({ ...document, vendorNo: no });
  if (entry !== undefined) return entry;
  const table = party === 'Customer' ? custLedgerEntry.name : vendorLedgerEntry.name;
  throw dialogError(
    `There is no ${table} within the filter. Filters: Document No.: ${line.appliesToDocNo}, Document Type: ${line.appliesToDocType}, ${party} No.: ${no}, Open: Yes.`,
  );
};

/** Applies a posted entry to the document its line names: as much of it as both have left, the rest stays open. */
const applyLine = (ctx: ErpContext, line: JournalLine, posted: { party: PartyLine; entryNo: number }): void => {
  if (line.appliesToDocNo === '') return;
  const { party, entryNo: applyingEntryNo } = posted;
  const target = openEntry(ctx, line, party);
  const amounts = [decimal(party.amount).abs(), decimal(target.remainingAmount).abs()] as const;
  const amount = money(amounts[0].lt(amounts[1]) ? amounts[0] : amounts[1]);
  const targets = [{ entryNo: target.entryNo, amount }];
  applyEntries(ctx, { party: party.party, applyingEntryNo, postingDate: line.postingDate, targets });
};

const takeNumber = (ctx: ErpContext, series: string, { first }: JournalDocument): void => {
  if (series === '') return;
  if (peekNo(ctx, series, first.postingDate) === first.documentNo) nextNo(ctx, series, first.postingDate);
  else checkManualNo(ctx, series);
};

const voucherOf = ({ first, lines }: JournalDocument, sourceCode: string): Voucher => ({
  postingDate: first.postingDate,
  documentDate: first.postingDate,
  documentType: first.documentType,
  documentNo: first.documentNo,
  externalDocumentNo: lines.find(({ externalDocumentNo }) => externalDocumentNo !== '')?.externalDocumentNo ?? '',
  description: first.description,
  sourceCode,
});

const postDocument = (ctx: ErpContext, document: JournalDocument, sourceCode: string): void => {
  const postings = document.lines.map((line) => postingOf(ctx, line));
  const furtherParties = postings.flatMap(({ parties }) => parties);
  const gl = postings.flatMap((posting) => posting.gl);
  const { furtherEntryNos } = postVoucher(ctx, voucherOf(document, sourceCode), { gl, vat: [], furtherParties });
  let at = 0;
  for (const { line, parties } of postings) {
    for (const party of parties) {
      const entryNo = furtherEntryNos[at++] ?? 0;
      atLine(line, () => applyLine(ctx, line, { party, entryNo }));
    }
  }
};

/**
 * Business Central's Gen. Jnl.-Post Batch (codeunit 13): posts every line of a journal and takes the lines away.
 * Throws, naming the line or document, if anything may not be posted; the caller's transaction then undoes all.
 */
export const postJournal = (ctx: ErpContext, journal: Journal): void => {
  const all = journalLinesOf(ctx, journal);
  const lines = all.filter((line) => !isEmptyLine(line));
  if (lines.length === 0) throw dialogError('There is nothing to post.');
  for (const line of lines) checkJournalLine(ctx, line);
  const documents = documentsOf(lines);
  for (const document of documents) checkDocumentBalance(document);
  const series = journalSeries(ctx, journal);
  const { sourceCode } = ctx.records.of(genJournalTemplate).require(journal.journalTemplateName);
  for (const document of documents) {
    takeNumber(ctx, series, document);
    postDocument(ctx, document, sourceCode);
  }
  for (const line of all) ctx.records.of(genJournalLine).delete(line);
};
