import { decimal, money, sum } from '../../../kernel/money.ts';
import { customer, glAccount, glEntry, glRegister, item, vatEntry, vendor } from '../../tables/index.ts';
import { dialogError, testField } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { checkDimensions } from '../dimensions/check-dimensions.ts';
import { checkPostingDate } from '../posting-date.ts';
import { nextEntryNo } from './entry-numbers.ts';
import { postPartyEntry } from './party-ledger.ts';
import { originOf, type GlLine, type PartyLine, type Voucher, type VoucherLines } from './voucher.ts';

/** What a posting wrote: the transaction's number and the party's subledger entry, 0 if there is none; then those of the further parties. */
export interface PostedVoucher {
  readonly transactionNo: number;
  readonly partyEntryNo: number;
  readonly furtherEntryNos: readonly number[];
}

const controlLine = (ctx: ErpContext, party: PartyLine): GlLine => ({
  account: party.party === 'Customer' ? ctx.setup.receivablesAccount(party.postingGroup) : ctx.setup.payablesAccount(party.postingGroup),
  amount: party.amount,
  dimensions: party.dimensions,
  source: party,
  ...(party.description === undefined ? {} : { description: party.description }),
  ...(party.mark === undefined ? {} : { mark: party.mark }),
});

const groupOf = (line: GlLine): string =>
  [
    line.account,
    line.dimensions.globalDimension1Code,
    line.dimensions.globalDimension2Code,
    line.dimensions.dimensionSetId,
    line.genBusPostingGroup,
    line.genProdPostingGroup,
    line.description,
    line.mark,
  ].join('\u0000');

/** Lines on the same account with the same dimensions and groups become one entry; zero amounts vanish. */
export const summarise = (lines: readonly GlLine[]): readonly GlLine[] => {
  const groups = new Map<string, GlLine>();
  for (const line of lines) {
    const key = groupOf(line);
    const known = groups.get(key);
    groups.set(
      key,
      known
        ? {
            ...known,
            amount: money(decimal(known.amount).plus(line.amount)),
            vatAmount: money(decimal(known.vatAmount ?? 0).plus(line.vatAmount ?? 0)),
            isDirect: known.isDirect === true || line.isDirect === true,
          }
        : line,
    );
  }
  return [...groups.values()].filter((line) => !decimal(line.amount).isZero());
};

const checkAccount = (ctx: ErpContext, line: GlLine): void => {
  const record = ctx.setup.find(glAccount, line.account) ?? ctx.records.of(glAccount).require(line.account);
  testField({ table: glAccount, record, field: 'accountType' }, 'Posting');
  testField({ table: glAccount, record, field: 'blocked' }, false);
  if (line.isDirect === true) testField({ table: glAccount, record, field: 'directPosting' }, true);
};

const writeGl = (ctx: ErpContext, voucher: Voucher, posting: { lines: readonly GlLine[]; party?: PartyLine; transactionNo: number }): void => {
  const entries = ctx.records.of(glEntry);
  const numbers = posting.lines.map(() => nextEntryNo(ctx, glEntry));
  posting.lines.forEach((line, at) => {
    const amount = decimal(line.amount);
    entries.add({
      ...line.dimensions,
      entryNo: numbers[at]!,
      glAccountNo: line.account,
      postingDate: voucher.postingDate,
      documentDate: voucher.documentDate,
      documentType: voucher.documentType,
      documentNo: voucher.documentNo,
      externalDocumentNo: voucher.externalDocumentNo,
      description: line.description ?? voucher.description,
      amount: line.amount,
      debitAmount: amount.isPositive() ? line.amount : '0',
      creditAmount: amount.isNegative() ? money(amount.negated()) : '0',
      vatAmount: line.vatAmount ?? '0',
      sourceType: (line.source ?? posting.party)?.party ?? ' ',
      sourceNo: (line.source ?? posting.party)?.no ?? '',
      genBusPostingGroup: line.genBusPostingGroup ?? '',
      genProdPostingGroup: line.genProdPostingGroup ?? '',
      transactionNo: posting.transactionNo,
      sourceCode: voucher.sourceCode,
      userId: ctx.userName,
    });
  });
  ctx.records.of(glRegister).add({
    no: posting.transactionNo,
    fromEntryNo: numbers[0] ?? 0,
    toEntryNo: numbers.at(-1) ?? 0,
    postingDate: voucher.postingDate,
    sourceCode: voucher.sourceCode,
    userId: ctx.userName,
  });
};

const writeVat = (ctx: ErpContext, voucher: Voucher, posting: { lines: VoucherLines['vat']; party?: PartyLine; transactionNo: number }): void => {
  const entries = ctx.records.of(vatEntry);
  for (const line of posting.lines) {
    entries.add({
      ...line,
      entryNo: nextEntryNo(ctx, vatEntry),
      postingDate: voucher.postingDate,
      documentType: voucher.documentType,
      documentNo: voucher.documentNo,
      billToPayToNo: posting.party?.no ?? '',
      transactionNo: posting.transactionNo,
      userId: ctx.userName,
    });
  }
};

const partyTables = { Customer: customer, Vendor: vendor } as const;

const checkLines = (
  ctx: ErpContext,
  voucher: Voucher,
  lines: { gl: readonly GlLine[]; documentLines: readonly GlLine[]; parties: readonly PartyLine[] },
): void => {
  const origin = { kind: 'document', text: originOf(voucher) } as const;
  for (const line of lines.gl) checkAccount(ctx, line);
  for (const { party, no, dimensions } of lines.parties) checkDimensions(ctx, { dimensions, owners: [{ table: partyTables[party], no }], origin });
  for (const { item: one, dimensions } of lines.documentLines) {
    if (one === undefined) continue;
    const text = `${origin.text}, line no. ${one.lineNo}`;
    checkDimensions(ctx, { dimensions, owners: [{ table: item, no: one.no }], origin: { kind: 'document', text } });
  }
  for (const { account, dimensions } of lines.gl) checkDimensions(ctx, { dimensions, owners: [{ table: glAccount, no: account }], origin });
  if (!sum(lines.gl.map((line) => line.amount)).isZero()) {
    throw dialogError('The transaction cannot be completed because it will cause inconsistencies in the G/L Entry table.');
  }
};

/**
 * Writes a document's entries: G/L (with the control accounts of the parties), VAT, and the parties' ledgers.
 * Throws, before writing anything, if the date is not allowed, an account may not be posted to, a dimension rule
 * is broken, or the amounts do not sum to zero.
 */
export const postVoucher = (ctx: ErpContext, voucher: Voucher, lines: VoucherLines): PostedVoucher => {
  checkPostingDate(ctx, voucher.postingDate);
  const { party, furtherParties = [] } = lines;
  const parties = party ? [party, ...furtherParties] : furtherParties;
  const gl = summarise([...parties.map((one) => controlLine(ctx, one)), ...lines.gl]);
  checkLines(ctx, voucher, { gl, documentLines: lines.gl, parties });
  const transactionNo = ctx.records.of(glRegister).max('no') + 1;
  writeGl(ctx, voucher, { lines: gl, transactionNo, ...(party ? { party } : {}) });
  writeVat(ctx, voucher, { lines: lines.vat, transactionNo, ...(party ? { party } : {}) });
  const partyEntryNo = party ? postPartyEntry(ctx, { voucher, party, transactionNo }) : 0;
  return { transactionNo, partyEntryNo, furtherEntryNos: furtherParties.map((one) => postPartyEntry(ctx, { voucher, party: one, transactionNo })) };
};
