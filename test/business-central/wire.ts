/** An answer as it came over the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what an answer holds is what the tests find out
  readonly body: any;
}

/** What is sent besides the path. */
export interface WireRequest {
  readonly as?: WireUser;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Who asks: finance sees everything, the buyer may order, the clerk may not. */
export type WireUser = 'finance' | 'buyer' | 'clerk';

/** What a suite needs of an ERP: where its API is, a company, tokens. */
export interface WireOptions {
  /** Everything before `/companies…`. */
  readonly api: string;
  readonly companyId: string;
  readonly tokenOf: (user: WireUser) => Promise<string>;
}

/** An ERP's API as a client sees it that knows HTTP and nothing else. */
export class Wire {
  constructor(private readonly options: WireOptions) {}

  /** The company's address below the API's. */
  get company(): string {
    return `companies(${this.options.companyId})`;
  }

  /** Sends a request below the API, or to an address the ERP gave. */
  async ask(path: string, { as = 'finance', method = 'GET', headers = {}, body }: WireRequest = {}): Promise<WireAnswer> {
    const response = await fetch(path.startsWith('http') ? path : `${this.options.api}/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await this.options.tokenOf(as)}`,
        'accept-language': 'en-US',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true && text !== '';
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
  }

  /** Sends a request below the company. */
  inCompany(path: string, request: WireRequest = {}): Promise<WireAnswer> {
    return this.ask(`${this.company}/${path}`, request);
  }

  /** The first entity of a list. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above
  async first(path: string, request: WireRequest = {}): Promise<any> {
    const { body, text } = await this.inCompany(path, request);
    const entity: unknown = body?.value?.[0];
    if (entity === undefined) throw new Error(`${path} has nothing: ${text.slice(0, 200)}`);
    return entity;
  }

  /** The first entity of a set; where it is served below a parent alone, of the first parent that has one. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above
  async firstBelow(parent: string | undefined, set: string): Promise<any> {
    if (parent === undefined) return this.first(`${set}?$top=1`);
    const { body } = await this.inCompany(`${parent}?$top=20&$select=id`);
    for (const { id } of body.value) {
      const [found] = (await this.inCompany(`${parent}(${String(id)})/${set}?$top=1`)).body.value;
      if (found !== undefined) return found;
    }
    throw new Error(`No ${parent} lead to ${set}`);
  }

  /** A draft purchase order, made just now. */
  async order(): Promise<{ readonly id: string; readonly etag: string; readonly number: string }> {
    const item = await this.first('items?$top=1&$select=number', { as: 'buyer' });
    const body = { vendorNumber: 'V-1042', purchaseOrderLines: [{ lineType: 'Item', lineObjectNumber: item.number, quantity: 2 }] };
    const made = await this.inCompany('purchaseOrders', { as: 'buyer', method: 'POST', body });
    if (made.status !== 201) throw new Error(made.text);
    return { id: made.body.id, etag: made.body['@odata.etag'], number: made.body.number };
  }
}
