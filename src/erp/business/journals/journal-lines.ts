import { decimal, sum } from '../../../kernel/money.ts';
import { completeValues, genJournalBatch, genJournalLine, genJournalTemplate, type RowOf } from '../../tables/index.ts';
import { fieldError } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { isIsoDate } from '../dates.ts';
import { changedDimensions } from '../dimension-set.ts';
import { combinedDimensions, type GivenDimensions } from '../dimensions/default-dimensions.ts';
import { incrementNo, peekNo } from '../no-series.ts';
import { checkJournalAccount, dimensionOwner, journalAccount, sidesOf, type JournalLine } from './journal-account.ts';

/** A stored journal: a batch of lines that are posted together. */
export type Journal = RowOf<typeof genJournalBatch>;

type Column =
  | 'lineNo'
  | 'accountType'
  | 'accountNo'
  | 'postingDate'
  | 'documentType'
  | 'documentNo'
  | 'externalDocumentNo'
  | 'description'
  | 'amount'
  | 'balAccountType'
  | 'balAccountNo'
  | 'appliesToDocType'
  | 'appliesToDocNo'
  | 'dueDate'
  | 'comment';

/** What a person may set on a journal line; the rest follows from the journal, its last line and the accounts. */
export type JournalLineInput = Partial<Pick<JournalLine, Column>> & GivenDimensions;

/** The lines of a journal in line order. */
export const journalLinesOf = (ctx: ErpContext, { journalTemplateName, name }: Journal): JournalLine[] =>
  ctx.records.of(genJournalLine).find({ journalTemplateName, journalBatchName: name });

/** The series that numbers a journal's documents: the batch's own, else its template's; blank if neither has one. */
export const journalSeries = (ctx: ErpContext, journal: Journal): string =>
  journal.noSeries || (ctx.records.of(genJournalTemplate).get(journal.journalTemplateName)?.noSeries ?? '');

/** How far the last document of a journal is from balance; lines with a balancing account balance by themselves. */
const openBalance = (lines: readonly JournalLine[], documentNo: string): boolean =>
  !sum(lines.filter((line) => line.documentNo === documentNo && line.balAccountNo === '').map((line) => line.amount)).isZero();

/** Business Central's SetUpNewLine: a line continues the last document until it balances, then the next number follows. */
const nextDocumentNo = (ctx: ErpContext, journal: Journal, at: { lines: readonly JournalLine[]; postingDate: string }): string => {
  const last = at.lines.at(-1);
  if (last !== undefined) return openBalance(at.lines, last.documentNo) ? last.documentNo : (incrementNo(last.documentNo) ?? last.documentNo);
  const series = journalSeries(ctx, journal);
  return series === '' ? '' : peekNo(ctx, series, at.postingDate);
};

const checkDates = (values: JournalLineInput): void => {
  for (const field of ['postingDate', 'dueDate'] as const) {
    const value = values[field];
    const { caption } = genJournalLine.columns[field];
    if (value === undefined || value === '' || isIsoDate(value)) continue;
    throw fieldError(caption, `The value '${value}' can't be evaluated into type Date for the field ${caption}.`);
  }
};

/** Throws unless the line's accounts are there and may be used; answers its dimensions and what it is called by default. */
const followUp = (ctx: ErpContext, line: Pick<JournalLine, 'accountType' | 'accountNo' | 'balAccountType' | 'balAccountNo' | 'documentType'>) => {
  const accounts = sidesOf(line).map((side) => journalAccount(ctx, side));
  for (const account of accounts) checkJournalAccount(account, line.documentType);
  return { dimensions: combinedDimensions(ctx, accounts.map(dimensionOwner)), description: accounts[0]?.record.name ?? '' };
};

/** Adds a line to a journal. Unknown, blocked or not directly postable accounts throw in Business Central's words. */
export const addJournalLine = (ctx: ErpContext, journal: Journal, input: JournalLineInput): JournalLine => {
  checkDates(input);
  const { shortcutDimension1Code, shortcutDimension2Code, ...own } = input;
  const lines = journalLinesOf(ctx, journal);
  const last = lines.at(-1);
  const postingDate = own.postingDate ?? last?.postingDate ?? ctx.workDate;
  const line = completeValues(genJournalLine, {
    journalTemplateName: journal.journalTemplateName,
    journalBatchName: journal.name,
    balAccountType: journal.balAccountType,
    balAccountNo: journal.balAccountNo,
    ...own,
    lineNo: own.lineNo || (last?.lineNo ?? 0) + 10000,
    postingDate,
    documentNo: own.documentNo || nextDocumentNo(ctx, journal, { lines, postingDate }),
    dueDate: own.dueDate ?? postingDate,
  });
  const { dimensions, description } = followUp(ctx, line);
  return ctx.records.of(genJournalLine).insert({
    ...line,
    ...changedDimensions(ctx, dimensions, { shortcutDimension1Code, shortcutDimension2Code }),
    description: own.description ?? description,
  });
};

/** Changes a line of a journal; a new account brings its own dimensions and name. */
export const changeJournalLine = (ctx: ErpContext, line: JournalLine, changes: JournalLineInput): JournalLine => {
  checkDates(changes);
  const { shortcutDimension1Code, shortcutDimension2Code, ...own } = changes;
  const merged = { ...line, ...own };
  const follows = followUp(ctx, merged);
  const isMoved = merged.accountNo !== line.accountNo || merged.accountType !== line.accountType || merged.balAccountNo !== line.balAccountNo;
  const isRenamed = own.description === undefined && (merged.accountNo !== line.accountNo || merged.accountType !== line.accountType);
  const records = ctx.records.of(genJournalLine);
  const values = {
    ...own,
    ...changedDimensions(ctx, isMoved ? follows.dimensions : line, { shortcutDimension1Code, shortcutDimension2Code }),
    ...(isRenamed ? { description: follows.description } : {}),
  };
  if (merged.lineNo === line.lineNo) return records.update(line, values);
  records.delete(line);
  return records.insert({ ...line, ...values });
};

/** Deletes a journal with its lines. */
export const deleteJournal = (ctx: ErpContext, journal: Journal): void => {
  for (const line of journalLinesOf(ctx, journal)) ctx.records.of(genJournalLine).delete(line);
  ctx.records.of(genJournalBatch).delete(journal);
};

/** True for a line that says nothing yet: posting leaves it out. */
export const isEmptyLine = (line: JournalLine): boolean => line.accountNo === '' && line.balAccountNo === '' && decimal(line.amount).isZero();
