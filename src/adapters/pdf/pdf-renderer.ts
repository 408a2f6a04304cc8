import { AppError } from '../../kernel/errors.ts';
import { statementDataSchema, type DocumentRenderer, type StatementData } from '../../features/tools/index.ts';
import { drawCustomerStatement } from './customer-statement.ts';
import { printableText } from './printable-text.ts';

const newDocument = async (data: StatementData, isCompressed: boolean): Promise<PDFKit.PDFDocument> => {
  // A large library that most runs of the program never need: loading it here makes every start shorter.
  const { default: PDFDocument } = await import('pdfkit');
  // Every date comes from the data: the file id is a hash of this block, so equal data gives equal bytes.
  const asOf = new Date(`${data.asOf}T00:00:00Z`);
  return new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    compress: isCompressed,
    info: {
      Title: `Statement of account ${data.customerNumber} as of ${data.asOf}`,
      Author: printableText(data.companyName),
      Creator: 'Smart Agents',
      Producer: 'Smart Agents',
      CreationDate: asOf,
      ModDate: asOf,
    },
  });
};

/** Ends the document and collects it. */
const bytesOf = (doc: PDFKit.PDFDocument): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
    doc.end();
  });

/**
 * Renders documents as PDF with the standard fonts. Pure: the same spec gives the same bytes. Throws
 * `unprocessable` where the data is not what the template prints. `compress: false` leaves the page text readable.
 */
export const createPdfRenderer = ({ compress = true }: { readonly compress?: boolean } = {}): DocumentRenderer => ({
  render: async (spec) => {
    const parsed = statementDataSchema.safeParse(spec.data);
    if (!parsed.success) throw new AppError('unprocessable', `The data of ${spec.fileName} is not a statement.`, { cause: parsed.error });
    const doc = await newDocument(parsed.data, compress);
    drawCustomerStatement(doc, parsed.data);
    return bytesOf(doc);
  },
});
