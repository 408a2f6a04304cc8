import { counted } from '../shared/format.ts';
import { plainText } from './parse-inline.ts';
import { parseMarkdown, type Block } from './parse-markdown.ts';

const spokenBlock = (block: Block): string => {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return plainText(block.text);
    case 'list':
      return block.items.map((item) => [plainText(item.text), ...item.children.map(spokenBlock)].join(', ')).join('; ');
    case 'table':
      return `Table with ${counted(block.rows.length, 'row')}: ${block.columns.map(({ text }) => plainText(text)).join(', ')}`;
    case 'code':
      return block.text;
    case 'quote':
      return block.children.map(spokenBlock).join(' ');
    case 'rule':
      return '';
  }
};

/** An answer's markdown as one hears it: no marks, and of a table its columns and how many rows, to be read where it stands. */
export const spokenText = (markdown: string): string =>
  parseMarkdown(markdown)
    .map(spokenBlock)
    .filter((text) => text !== '')
    .map((text) => (/[.:;!?…]$/.test(text) ? text : `${text}.`))
    .join(' ');
