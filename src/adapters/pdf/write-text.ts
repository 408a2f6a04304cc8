import { colours, fonts, type TextStyle } from './page-style.ts';
import { printableText } from './printable-text.ts';

/** A box a line of text is written in: left edge, top, width. */
export interface TextBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Writes one line of text into a box; what does not fit is cut with an ellipsis, never wrapped into the next line. */
export const writeText = (doc: PDFKit.PDFDocument, text: string, box: TextBox & TextStyle): void => {
  doc
    .font(box.bold ? fonts.bold : fonts.regular)
    .fontSize(box.size)
    .fillColor(box.colour ?? colours.ink);
  let shown = printableText(text);
  if (doc.widthOfString(shown) > box.width) {
    while (shown.length > 0 && doc.widthOfString(`${shown}…`) > box.width) shown = shown.slice(0, -1);
    shown = `${shown.trimEnd()}…`;
  }
  const x = box.align === 'right' ? box.x + box.width - doc.widthOfString(shown) : box.x;
  doc.text(shown, x, box.y, { lineBreak: false });
};

/** A thin horizontal rule across the printed area. */
export const drawRule = (
  doc: PDFKit.PDFDocument,
  y: number,
  { from, to, colour = colours.rule, width = 0.75 }: { from: number; to: number; colour?: string; width?: number },
): void => {
  doc.moveTo(from, y).lineTo(to, y).lineWidth(width).strokeColor(colour).stroke();
};
