import { request as httpRequest } from 'node:http';

/** What to send, besides the address. */
export interface Sending {
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A form found on a page. */
interface PageForm {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

interface Cookie {
  readonly name: string;
  value: string;
  readonly host: string;
  readonly path: string;
}

/** Where the browser is and what it sees. */
export interface Page {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const unescaped = (text: string): string =>
  text
    .replace(/&#(\d+);/g, (_match, code: string) => String.fromCharCode(Number(code)))
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : unescaped(found);
};

/** One request as it goes over the wire; the platform's own fetch would put words into our mouth (`Sec-Fetch-*`). */
const exchange = (url: string, { method = 'GET', body, headers = {} }: Sending): Promise<Response> =>
  new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, headers, agent: false }, (message) => {
      const received: Buffer[] = [];
      message.on('data', (chunk: Buffer) => received.push(chunk));
      message.on('error', reject);
      message.on('end', () => {
        const answered = new Headers();
        for (const [name, values = []] of Object.entries(message.headersDistinct)) {
          for (const value of values) answered.append(name, value);
        }
        const status = message.statusCode ?? 0;
        const hasBody = status !== 204 && status !== 304;
        resolve(new Response(hasBody ? Buffer.concat(received).toString('utf8') : null, { status, headers: answered }));
      });
    });
    request.on('error', reject);
    request.end(body);
  });

/** A browser without script: keeps cookies by host and path, follows redirects, submits forms. */
export class TestBrowser {
  /** The jar; tabs of one browser share it. */
  readonly cookies: Cookie[];
  /** Every `Set-Cookie` line received, in order. */
  readonly setCookies: string[] = [];
  /** Every address visited, in order. */
  readonly visited: string[] = [];
  page: Page = { url: 'about:blank', status: 0, headers: new Headers(), text: '' };

  constructor(cookies: Cookie[] = []) {
    this.cookies = cookies;
  }

  /** Goes to an address and follows redirects to their end. */
  async go(url: string, init: Sending = {}): Promise<Page> {
    let next: string | undefined = new URL(url, this.page.url === 'about:blank' ? undefined : this.page.url).href;
    let request = init;
    for (let hops = 0; next !== undefined; hops += 1) {
      if (hops > 20) throw new Error(`too many redirects, last to ${next}`);
      const response: Response = await this.#send(next, request);
      const location: string | null = response.headers.get('location');
      this.page = { url: next, status: response.status, headers: response.headers, text: await response.text() };
      next = location !== null && response.status >= 300 && response.status < 400 ? new URL(location, next).href : undefined;
      request = {};
    }
    return this.page;
  }

  /** Submits the first form on the page, its own fields first, then these. */
  async submit(fields: Readonly<Record<string, string>> = {}): Promise<Page> {
    const form = this.#form();
    const body = new URLSearchParams({ ...form.fields, ...fields }).toString();
    return this.go(form.action, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: new URL(this.page.url).origin },
    });
  }

  /** One request as a page's script makes it: no redirects followed, the page stays. */
  async fetch(url: string, init: Sending = {}): Promise<Response> {
    return this.#send(new URL(url, this.page.url).href, {
      ...init,
      headers: { accept: 'application/json', ...init.headers },
    });
  }

  /** The `Cookie` header this browser would send. */
  cookieHeader(url: string): string {
    const { host, pathname } = new URL(url);
    const fits = ({ path }: Cookie) => path === '/' || pathname === path || pathname.startsWith(`${path}/`);
    return this.cookies
      .filter((cookie) => cookie.host === host && fits(cookie))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }

  async #send(url: string, init: Sending): Promise<Response> {
    this.visited.push(url);
    const cookie = this.cookieHeader(url);
    const headers = { accept: 'text/html', ...(cookie === '' ? {} : { cookie }), ...init.headers };
    const response = await exchange(url, { ...init, headers });
    for (const line of response.headers.getSetCookie()) this.#keep(line, url);
    return response;
  }

  #keep(line: string, url: string): void {
    this.setCookies.push(line);
    const { host, pathname } = new URL(url);
    const [pair = '', ...attributes] = line.split(/;\s*/);
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(pair.indexOf('=') + 1);
    const setting = (key: string) => attributes.find((text) => text.toLowerCase().startsWith(`${key}=`))?.slice(key.length + 1);
    const path = setting('path') ?? pathname.slice(0, pathname.lastIndexOf('/'));
    const expires = setting('expires');
    const index = this.cookies.findIndex((cookie) => cookie.name === name && cookie.host === host && cookie.path === path);
    if (index >= 0) this.cookies.splice(index, 1);
    if (expires === undefined || new Date(expires) > new Date()) this.cookies.push({ name, value, host, path });
  }

  #form(): PageForm {
    const found = /<form\b([^>]*)>([\s\S]*?)<\/form>/.exec(this.page.text);
    if (found === null) throw new Error(`no form at ${this.page.url}: ${this.page.text.slice(0, 400)}`);
    const fields: Record<string, string> = {};
    for (const [input] of (found[2] ?? '').matchAll(/<input\b[^>]*>/g)) {
      const name = attribute(input, 'name');
      if (name !== undefined) fields[name] = attribute(input, 'value') ?? '';
    }
    return { action: attribute(found[1] ?? '', 'action') ?? this.page.url, fields };
  }
}
