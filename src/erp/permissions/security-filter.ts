/*
 * Security filters as Business Central writes them: `Territory Code=NORTH`, `Amount=FILTER(>100&<=500|1000..)`,
 * several fields joined by commas, all of which must hold.
 */

/** What one field must be. `pattern` has the wildcards `*` and `?`; a blank bound of a range is open. */
export type ValueTest =
  | { readonly kind: 'any' | 'all'; readonly tests: readonly ValueTest[] }
  | { readonly kind: 'compare'; readonly operator: '=' | '<>' | '<' | '<=' | '>' | '>='; readonly value: string }
  | { readonly kind: 'range'; readonly from: string | undefined; readonly to: string | undefined }
  | { readonly kind: 'pattern'; readonly pattern: string; readonly ignoresCase: boolean };

/** One field of a filter, by Business Central's field name. */
export interface FieldTest {
  readonly field: string;
  readonly test: ValueTest;
}

const operators = ['<>', '<=', '>=', '<', '>', '='] as const;
const deepest = 20;

class Reader {
  #at = 0;

  constructor(private readonly text: string) {}

  /** Takes the sign if it is next. */
  take(sign: string): boolean {
    this.#skipBlanks();
    if (!this.text.startsWith(sign, this.#at)) return false;
    this.#at += sign.length;
    return true;
  }

  get isAtEnd(): boolean {
    this.#skipBlanks();
    return this.#at >= this.text.length;
  }

  /** Takes text up to the next sign of the language; quotes protect signs, a doubled quote is one. */
  value(): { readonly text: string; readonly isQuoted: boolean } {
    this.#skipBlanks();
    if (this.text[this.#at] !== "'") return { text: this.#bare(), isQuoted: false };
    let text = '';
    for (;;) {
      const quote = this.text.indexOf("'", this.#at + 1);
      if (quote < 0) throw new SyntaxError('a quote is not closed');
      text += this.text.slice(this.#at + 1, quote);
      this.#at = quote;
      if (this.text[quote + 1] !== "'") break;
      text += "'";
      this.#at = quote + 1;
    }
    this.#at += 1;
    return { text, isQuoted: true };
  }

  /** Takes everything before the next equals sign. */
  fieldName(): string {
    const equals = this.text.indexOf('=', this.#at);
    if (equals < 0) throw new SyntaxError('a field has no value');
    const name = this.text.slice(this.#at, equals).trim();
    this.#at = equals + 1;
    return name;
  }

  #bare(): string {
    const start = this.#at;
    while (this.#at < this.text.length && !'|&(),'.includes(this.text[this.#at] ?? '') && !this.text.startsWith('..', this.#at)) this.#at += 1;
    return this.text.slice(start, this.#at).trim();
  }

  #skipBlanks(): void {
    while (this.text[this.#at] === ' ') this.#at += 1;
  }
}

const parseOperand = (reader: Reader): ValueTest => {
  const operator = operators.find((sign) => reader.take(sign));
  if (operator !== undefined) return { kind: 'compare', operator, value: reader.value().text };
  if (reader.take('..')) return { kind: 'range', from: undefined, to: reader.value().text };
  const { text, isQuoted } = reader.value();
  if (reader.take('..')) {
    const to = reader.value().text;
    return { kind: 'range', from: text, to: to === '' ? undefined : to };
  }
  if (text === '' && !isQuoted) throw new SyntaxError('a value is missing');
  const ignoresCase = !isQuoted && text.startsWith('@');
  if (!isQuoted && (ignoresCase || /[*?]/.test(text))) return { kind: 'pattern', pattern: ignoresCase ? text.slice(1) : text, ignoresCase };
  return { kind: 'compare', operator: '=', value: text };
};

const parseTerm = (reader: Reader, depth: number): ValueTest => {
  if (!reader.take('(')) return parseOperand(reader);
  if (depth >= deepest) throw new SyntaxError('the filter is nested too deeply');
  const inner = parseAny(reader, depth + 1);
  if (!reader.take(')')) throw new SyntaxError('a parenthesis is not closed');
  return inner;
};

const parseAll = (reader: Reader, depth: number): ValueTest => {
  const tests = [parseTerm(reader, depth)];
  while (reader.take('&')) tests.push(parseTerm(reader, depth));
  return tests.length === 1 && tests[0] ? tests[0] : { kind: 'all', tests };
};

const parseAny = (reader: Reader, depth: number): ValueTest => {
  const tests = [parseAll(reader, depth)];
  while (reader.take('|')) tests.push(parseAll(reader, depth));
  return tests.length === 1 && tests[0] ? tests[0] : { kind: 'any', tests };
};

/** The field tests of a security filter. Throws SyntaxError for what is not understood: the caller must then show no row at all. */
export const parseSecurityFilter = (text: string): readonly FieldTest[] => {
  const reader = new Reader(text);
  const tests: FieldTest[] = [];
  do {
    const field = reader.fieldName();
    const isWrapped = reader.take('FILTER(') || reader.take('CONST(');
    const test = parseAny(reader, 0);
    if (isWrapped && !reader.take(')')) throw new SyntaxError('FILTER( is not closed');
    tests.push({ field, test });
  } while (reader.take(','));
  if (!reader.isAtEnd) throw new SyntaxError('there is text behind the filter');
  return tests;
};
