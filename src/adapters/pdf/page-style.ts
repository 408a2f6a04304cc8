/** Measures of an A4 page in points, and the few colours and sizes every document uses. */
export const page = { width: 595.28, height: 841.89, left: 48, right: 547.28, top: 48, bottom: 770 } as const;

/** Width of the printed area. */
export const printedWidth = page.right - page.left;

export const colours = { ink: '#1b2733', quiet: '#5b6b7b', rule: '#d5dce3', band: '#f3f6f8', accent: '#0f5c6e', alarm: '#a4262c' } as const;

export const fonts = { regular: 'Helvetica', bold: 'Helvetica-Bold' } as const;

/** How a piece of text is set. */
export interface TextStyle {
  readonly size: number;
  readonly colour?: string;
  readonly bold?: boolean;
  readonly align?: 'left' | 'right';
}
