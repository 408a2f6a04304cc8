/** A result's words, with the part of them that leads to what was made. */
export interface ResultLink {
  readonly before: string;
  readonly label: string;
  readonly to: string;
  readonly after: string;
}

interface NamedPage {
  readonly singular: string;
  readonly path: string;
}

const split = (line: string, label: string, to: string): ResultLink => {
  const at = line.indexOf(label);
  return { before: line.slice(0, at), label, to, after: line.slice(at + label.length) };
};

/** Finds the record that a result names (`Purchase order PO-10231 created`), or the outbox; null where it names neither. */
export const linkIn = (line: string, pages: readonly NamedPage[]): ResultLink | null => {
  for (const { singular, path } of pages) {
    const number = new RegExp(`\\b${singular} ([\\w-]*\\d[\\w-]*)`).exec(line)?.[1];
    if (number !== undefined) return split(line, number, `/${path}/${encodeURIComponent(number)}`);
  }
  return line.includes('your outbox') ? split(line, 'your outbox', '/outbox') : null;
};
