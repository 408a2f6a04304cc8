import { parseArgs } from 'node:util';
import { AppError, describeError } from '../kernel/errors.ts';
import { isLoopbackUrl } from '../kernel/loopback.ts';

/** What is to be checked, and how it is printed. */
export interface CheckOptions {
  /** Everything before `/api/…`; undefined: the embedded ERP. */
  readonly base: string | undefined;
  /** Name or id of the company. */
  readonly company: string | undefined;
  readonly json: boolean;
  /** Most rows that are counted in a set. */
  readonly rowCap: number;
  readonly help: boolean;
}

/** How the command is called. */
export const usage = `npm run erp:check -- [--base URL] [--company NAME] [--rows N] [--json]

Reads only. Without --base: the embedded ERP, as each demo account. With --base: that environment
(https://api.businesscentral.dynamics.com/v2.0/{tenant}/{environment}), with the access token in ERP_TOKEN, or
after a sign-in with a code, for which ERP_CHECK_CLIENT_ID names a public client. See docs/business-central.md.`;

const refused = (message: string, cause?: unknown): AppError => new AppError('bad_request', message, { remedy: `\n\n${usage}`, cause });

const parse = (argv: readonly string[]) => {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        base: { type: 'string' },
        company: { type: 'string' },
        rows: { type: 'string', default: '1000' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
      allowPositionals: true,
    });
  } catch (thrown) {
    throw refused(describeError(thrown), thrown);
  }
};

/** Tokens go there: over https, or to this machine. */
const baseUrl = (given: string): string => {
  if (!URL.canParse(given)) throw refused(`${given} is no URL.`);
  const url = new URL(given);
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackUrl(given));
  if (!isSafe) throw refused('A token is sent over https only, except to this machine.');
  if (url.username !== '' || url.search !== '' || url.hash !== '' || /\/api(\/|$)/.test(url.pathname)) {
    throw refused('The base URL ends before /api: it is the environment’s address, without credentials or options.');
  }
  return url.href.replace(/\/$/, '');
};

/**
 * Reads the command line. npm takes an option that it is not told to pass on for itself and leaves its value, so a
 * URL alone is the base. Throws `bad_request` with the usage.
 */
export const readArguments = (argv: readonly string[]): CheckOptions => {
  const { values, positionals } = parse(argv);
  const [url, ...others] = [...(values.base === undefined ? [] : [values.base]), ...positionals];
  if (others.length > 0) throw refused(`${others.join(' ')} is not understood.`);
  if (!/^\d{1,5}$/.test(values.rows) || values.rows === '0') throw refused('--rows takes a number of rows, at most 99999.');
  return {
    base: url === undefined ? undefined : baseUrl(url),
    company: values.company,
    json: values.json,
    rowCap: Number(values.rows),
    help: values.help,
  };
};
