/** A piece of HTML that is already safe to send. */
export interface Html {
  readonly markup: string;
}

type Part = Html | string | number | readonly Html[] | undefined;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const rendered = (part: Part): string => {
  if (part === undefined) return '';
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  if ('markup' in part) return part.markup;
  return part.map(({ markup }) => markup).join('');
};

/** Template tag for HTML: everything put in is escaped, except what is `Html` already. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  markup: strings.map((text, index) => text + rendered(parts[index])).join(''),
});

/** Markup that a trusted library made, taken as it is. */
export const trustedMarkup = (markup: string): Html => ({ markup });
