import { RunningErp } from './running-erp.ts';
import type { Answer, Call, Role } from './running-erp.ts';

/** A document or line as answered; tests read it loosely, as the outside does. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Entity = any;

/** The text of an error as Business Central words it, without the correlation id; an answer that is none as it is. */
export const messageOf = ({ body, text }: Answer): string => String(body?.error?.message ?? text).replace(/ CorrelationId: .*$/, '');

/** A running ERP seen from the sales desk: its sales rep, a customer and items she may sell. */
export class SalesDesk {
  private constructor(
    readonly erp: RunningErp,
    private readonly company: string,
    readonly customer: Entity,
    readonly items: readonly Entity[],
  ) {}

  static async open(): Promise<SalesDesk> {
    const erp = await RunningErp.start();
    const company = await erp.company('sales-rep');
    const list = async (path: string): Promise<Entity[]> => (await erp.call(`${company}/${path}`, { as: 'sales-rep' })).body.value;
    const [customer] = await list(`customers?$filter=blocked eq '_x0020_' and email ne ''&$top=1`);
    const items = (await list('items?$filter=inventory gt 0')).sort((left, right) => right.inventory - left.inventory);
    return new SalesDesk(erp, company, customer, items);
  }

  close(): Promise<void> {
    return this.erp.stop();
  }

  /** Sends a request to a path of the company, as the sales rep unless somebody else is named. */
  send(path: string, method: string, call: Call = {}): Promise<Answer> {
    return this.erp.call(`${this.company}/${path}`, { as: 'sales-rep', method, ...call });
  }

  async read(path: string, as: Role = 'sales-rep'): Promise<Entity> {
    return (await this.send(path, 'GET', { as })).body;
  }

  /** Creates a document with lines; a line without an object is for the first item. */
  create(set: string, body: Entity = {}, lines: readonly Entity[] = [{ quantity: 2 }]): Promise<Answer> {
    const parts = { [`${set.slice(0, -1)}Lines`]: lines.map((line) => ({ lineObjectNumber: this.items[0].number, ...line })) };
    return this.send(set, 'POST', { body: { customerNumber: this.customer.number, ...parts, ...body } });
  }

  change(path: string, body: Entity, as: Role = 'sales-rep'): Promise<Answer> {
    return this.send(path, 'PATCH', { as, body, headers: { 'if-match': '*' } });
  }

  remove(path: string, as: Role = 'sales-rep'): Promise<Answer> {
    return this.send(path, 'DELETE', { as, headers: { 'if-match': '*' } });
  }

  act(path: string, action: string, as: Role = 'sales-rep'): Promise<Answer> {
    return this.send(`${path}/Microsoft.NAV.${action}`, 'POST', { as });
  }

  /** What a call's Location leads to, read by the finance manager. */
  async found(answer: Answer): Promise<Entity> {
    return (await this.erp.call(answer.headers.get('location') ?? 'nowhere', { as: 'finance-manager' })).body;
  }
}
