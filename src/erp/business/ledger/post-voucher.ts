import { decimal, money, sum } from '../../../kernel/money.ts';
import { glAccount, glEntry, glRegister, vatEntry } from '../../tables/index.ts';
import { dialogError, testField } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { checkPostingDate } from '../posting-date.ts';
import { nextEntryNo } from './entry-numbers.ts';
import { postPartyEntry } from './party-ledger.ts';
import type { GlLine, PartyLine, Voucher, VoucherLines } from './voucher.ts';

/** What a posting wrote: the transaction's number and the subledger entry's, 0 if there is none. */
export interface PostedVoucher {
  readonly transactionNo: number;
  readonly partyEntryNo: number;
}

const controlLine = (ctx: ErpContext, party: PartyLine): GlLine => ({
  account: party.party === 'Customer' ? ctx.setup.receivablesAccount(party.postingGroup) : ctx.setup.payablesAccount(party.postingGroup),
  amount: party.amount,
  dimensions: party.dimensions,
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
      sourceType: posting.party?.party ?? ' ',
      sourceNo: posting.party?.no ?? '',
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

/**
 * Writes a document's entries: G/L (with the control account of the party), VAT, and the party's ledger.
 * Throws, before writing anything, if the date is not allowed, an account may not be posted to, or the
 * amounts do not sum to zero.
 */
export const postVoucher = (ctx: ErpContext, voucher: Voucher, lines: VoucherLines): PostedVoucher => {
  checkPostingDate(ctx, voucher.postingDate);
  const party = lines.party;
  const gl = summarise(party ? [controlLine(ctx, party), ...lines.gl] : lines.gl);
  for (const line of gl) checkAccount(ctx, line);
  if (!sum(gl.map((line) => line.amount)).isZero()) {
    throw dialogError('The transaction cannot be completed because it will cause inconsistencies in the G/L Entry table.');
  }
  const transactionNo = ctx.records.of(glRegister).max('no') + 1;
  writeGl(ctx, voucher, { lines: gl, transactionNo, ...(party ? { party } : {}) });
  writeVat(ctx, voucher, { lines: lines.vat, transactionNo, ...(party ? { party } : {}) });
  return { transactionNo, partyEntryNo: party ? postPartyEntry(ctx, { voucher, party, transactionNo }) : 0 };
};
