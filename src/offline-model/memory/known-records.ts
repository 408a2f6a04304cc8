/** The kinds of record a conversation can be about. */
export type RecordKind = 'customer' | 'vendor' | 'item' | 'invoice' | 'order' | 'receipt' | 'vendorInvoice' | 'contract' | 'renewal';

/** A record that tool results or the page have shown. */
export interface KnownRecord {
  readonly kind: RecordKind;
  readonly number: string;
  /** Its display name; empty where it has none. */
  readonly name: string;
}

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
const isWordPart = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}]/u.test(character);

/** Whether a text holds a phrase that neither begins nor ends inside a word. */
const holds = (text: string, phrase: string): boolean => {
  const at = text.indexOf(phrase);
  return at >= 0 && !isWordPart(text[at - 1]) && !isWordPart(text[at + phrase.length]);
};

/** The records a conversation has shown so far; the later mention of a number wins, a name once known stays. */
export class KnownRecords {
  readonly #records: ReadonlyMap<string, KnownRecord>;

  constructor(records: Iterable<KnownRecord> = [], earlier?: KnownRecords) {
    const all = new Map(earlier === undefined ? [] : earlier.#records);
    for (const record of records) all.set(bare(record.number), { ...record, name: record.name || (all.get(bare(record.number))?.name ?? '') });
    this.#records = all;
  }

  /** These records and more. */
  with(records: readonly KnownRecord[]): KnownRecords {
    return records.length === 0 ? this : new KnownRecords(records, this);
  }

  /** The record whose number is written so, whatever its capitals and dashes. */
  byNumber(text: string): KnownRecord | undefined {
    return this.#records.get(bare(text));
  }

  /** The records whose whole name stands in a lower-case text, longest name first. */
  namedIn(plain: string): readonly KnownRecord[] {
    return [...this.#records.values()]
      .filter(({ name }) => name.length > 2 && holds(plain, name.toLowerCase()))
      .sort((left, right) => right.name.length - left.name.length);
  }

  /** The display name of a number; empty when it is not known. */
  nameOf(number: string): string {
    return this.byNumber(number)?.name ?? '';
  }
}
