import { AppError } from '../../kernel/errors.ts';

/** One mailbox: no white space, quotes, brackets, commas or control characters, so that it is one address and nothing else (RFC 5322 addr-spec, dot-atoms; RFC 6531 letters). */
const mailbox = /^[^\s\p{C}@<>()[\]\\,;:"]{1,64}@[^\s\p{C}@<>()[\]\\,;:"]{1,255}$/u;

/** Whether a text is one email address. */
export const isAddress = (text: string): boolean => mailbox.test(text);

/** The addresses in a text as ERP cards hold them, separated by semicolons or commas. Throws `unprocessable` where one is no address. */
export const addressesIn = (text: string): readonly string[] => {
  const addresses = text
    .split(/[;,]/)
    .map((address) => address.trim())
    .filter((address) => address !== '');
  const [wrong] = addresses.length === 0 ? [text] : addresses.filter((address) => !isAddress(address));
  if (wrong !== undefined) {
    throw new AppError('unprocessable', 'The email address on the card is not one.', {
      fields: [{ field: 'to', message: 'This is not an email address.' }],
      remedy: 'Correct the address on the card and ask again.',
    });
  }
  return addresses;
};
