import { isInside } from '../adapters/business-central/index.ts';
import { AppError } from '../kernel/errors.ts';

/** The companies, or what is below one of them: `/companies(id)/customers(id)/salesInvoices`. */
const belowCompanies = /^\/companies(?:\([0-9a-f-]{36}\)(?:\/[^/]+)*)?\/?$/i;
/** What some server on the way may read as a step out: a second encoding, a backslash, a control character. */
const ambiguous = /[%\\\u0000-\u001f\u007f]/;
const encodedSlash = /%(?:2f|5c)/i;
const step = /(?:^|\/)\.{1,2}(?:\/|$)/;

const refused = (): AppError =>
  new AppError('bad_request', 'This address does not lead to records of a company in the ERP.', {
    remedy: 'Ask for companies(…)/… as API v2.0 names it, without dots, backslashes or encoded slashes as steps.',
  });

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    throw refused();
  }
};

/**
 * Where in the ERP a page's read goes, from what follows the prefix of our own address. A token with the user's
 * rights goes there, so an address that could lead anywhere but to companies of API v2.0, however it is written
 * or read on the way, is refused (`bad_request`).
 */
export const erpAddress = (baseUrl: string, pathAndQuery: string): URL => {
  const [path = ''] = pathAndQuery.split(/[?#]/, 1);
  const plain = decoded(path);
  if (encodedSlash.test(path) || ambiguous.test(plain) || step.test(plain) || !belowCompanies.test(plain)) throw refused();
  const root = new URL(`${baseUrl}/api/v2.0/`);
  const url = new URL(`${baseUrl}/api/v2.0${pathAndQuery}`);
  if (!isInside(url, root)) throw refused();
  return url;
};
