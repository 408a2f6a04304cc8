import { parseInline, type Inline } from './parse-inline.ts';

/** One item of a list: its text, and lists or other blocks inside it. */
export interface ListItem {
  readonly text: readonly Inline[];
  readonly children: readonly Block[];
}

/** A block of an answer. None of them can carry HTML. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: readonly Inline[] }
  | { readonly kind: 'heading'; readonly level: number; readonly text: readonly Inline[] }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly start: number; readonly items: readonly ListItem[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly { text: readonly Inline[]; align: 'start' | 'center' | 'end' }[];
      readonly rows: readonly (readonly Inline[])[][];
    }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'quote'; readonly children: readonly Block[] }
  | { readonly kind: 'rule' };

interface Taken {
  readonly block: Block;
  readonly lines: number;
}

const listMark = /^(\s*)(?:([-*+])|(\d{1,9})[.)])\s+(?=\S)/;
const tableRule = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;
const headingMark = /^(#{1,6})\s+(.*?)\s*#*$/;
const isRule = (line: string) => /^\s{0,3}([-*_])(\s*\1){2,}\s*$/.test(line);
const isBlank = (line: string) => line.trim() === '';

const cellsOf = (line: string): string[] => {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
};

const isTableStart = (lines: readonly string[], at: number): boolean => {
  const rule = lines[at + 1];
  return (lines[at]?.includes('|') ?? false) && rule !== undefined && rule.includes('-') && rule.includes('|') && tableRule.test(rule);
};

const takeTable = (lines: readonly string[]): Taken => {
  const heads = cellsOf(lines[0] ?? '');
  const marks = cellsOf(lines[1] ?? '');
  const columns = heads.map((head, index) => {
    const mark = marks[index] ?? '';
    const align = !mark.endsWith(':') ? ('start' as const) : mark.startsWith(':') ? ('center' as const) : ('end' as const);
    return { text: parseInline(head), align };
  });
  let end = 2;
  while (end < lines.length && (lines[end]?.includes('|') ?? false)) end += 1;
  const rows = lines.slice(2, end).map((line) => {
    const cells = cellsOf(line);
    return columns.map((_column, index) => parseInline(cells[index] ?? ''));
  });
  return { block: { kind: 'table', columns, rows }, lines: end };
};

const takeCode = (lines: readonly string[]): Taken => {
  const fence = /^\s*(`{3,}|~{3,})/.exec(lines[0] ?? '')?.[1] ?? '```';
  const close = lines.findIndex((line, index) => index > 0 && line.trim().startsWith(fence));
  // An answer that still streams has not closed its fence yet.
  const end = close < 0 ? lines.length : close;
  return { block: { kind: 'code', text: lines.slice(1, end).join('\n') }, lines: close < 0 ? end : end + 1 };
};

const takeQuote = (lines: readonly string[], depth: number): Taken => {
  let end = 0;
  while (end < lines.length && /^\s*>/.test(lines[end] ?? '')) end += 1;
  const inner = lines.slice(0, end).map((line) => line.replace(/^\s*>\s?/, ''));
  return { block: { kind: 'quote', children: parseLines(inner, depth + 1) }, lines: end };
};

const indentOf = (line: string) => /^\s*/.exec(line)?.[0].length ?? 0;

const itemEnd = (lines: readonly string[], from: number, indent: number): number => {
  let end = from + 1;
  while (end < lines.length) {
    const line = lines[end] ?? '';
    const follows = lines[end + 1];
    if (isBlank(line) ? follows === undefined || indentOf(follows) <= indent : indentOf(line) <= indent) break;
    end += 1;
  }
  return end;
};

const takeList = (lines: readonly string[], depth: number): Taken => {
  const first = listMark.exec(lines[0] ?? '');
  const indent = first?.[1]?.length ?? 0;
  const isOrdered = first?.[3] !== undefined;
  const items: ListItem[] = [];
  let at = 0;
  while (at < lines.length) {
    const mark = listMark.exec(lines[at] ?? '');
    if (!mark || (mark[1]?.length ?? 0) !== indent || (mark[3] !== undefined) !== isOrdered) break;
    const end = itemEnd(lines, at, indent);
    const inner = lines.slice(at + 1, end);
    const ownText = inner.findIndex((line) => isBlank(line) || listMark.test(line) || /^\s*(```|~~~|>)/.test(line));
    const more = ownText < 0 ? inner : inner.slice(0, ownText);
    const text = [(lines[at] ?? '').slice(mark[0].length), ...more.map((line) => line.trim())].join(' ');
    const rest = ownText < 0 ? [] : inner.slice(ownText);
    const margin = Math.min(...rest.filter((line) => !isBlank(line)).map(indentOf), 99);
    items.push({
      text: parseInline(text),
      children:
        depth > 6
          ? []
          : parseLines(
              rest.map((line) => line.slice(margin)),
              depth + 1,
            ),
    });
    at = end;
    while (isBlank(lines[at] ?? 'x') && listMark.test(lines[at + 1] ?? '')) at += 1;
  }
  return { block: { kind: 'list', isOrdered, start: Number(first?.[3] ?? 1), items }, lines: at };
};

const startsBlock = (lines: readonly string[], at: number): boolean => {
  const line = lines[at] ?? '';
  return isBlank(line) || headingMark.test(line) || listMark.test(line) || /^\s*(```|~~~|>)/.test(line) || isRule(line) || isTableStart(lines, at);
};

const takeParagraph = (lines: readonly string[]): Taken => {
  let end = 1;
  while (end < lines.length && !startsBlock(lines, end)) end += 1;
  return {
    block: {
      kind: 'paragraph',
      text: parseInline(
        lines
          .slice(0, end)
          .map((line) => line.trim())
          .join('\n'),
      ),
    },
    lines: end,
  };
};

const takeBlock = (lines: readonly string[], depth: number): Taken => {
  const line = lines[0] ?? '';
  const heading = headingMark.exec(line);
  if (heading) return { block: { kind: 'heading', level: heading[1]?.length ?? 1, text: parseInline(heading[2] ?? '') }, lines: 1 };
  if (/^\s*(```|~~~)/.test(line)) return takeCode(lines);
  if (isRule(line)) return { block: { kind: 'rule' }, lines: 1 };
  if (depth < 7 && /^\s*>/.test(line)) return takeQuote(lines, depth);
  if (listMark.test(line)) return takeList(lines, depth);
  return isTableStart(lines, 0) ? takeTable(lines) : takeParagraph(lines);
};

const parseLines = (lines: readonly string[], depth: number): readonly Block[] => {
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    if (isBlank(lines[at] ?? '')) {
      at += 1;
      continue;
    }
    const taken = takeBlock(lines.slice(at), depth);
    blocks.push(taken.block);
    at += taken.lines;
  }
  return blocks;
};

/** An answer's markdown as blocks: paragraphs, headings, lists, tables, code, quotes. Anything else, HTML included, is text. */
export const parseMarkdown = (source: string): readonly Block[] =>
  parseLines(source.replaceAll('\r\n', '\n').replaceAll('\t', '    ').split('\n'), 0);
