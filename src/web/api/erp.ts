import { z } from 'zod';
import { problemSchema, type Problem } from '../../contracts/problem.ts';
import { localProblem, unexpectedAnswer, unreachable, type Answer } from './answer.ts';
import { send } from './http.ts';

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const recordSchema = z.record(z.string(), z.unknown());
/** A record of the ERP, fields by their API names. */
export type ErpRecord = z.infer<typeof recordSchema>;

const pageSchema = z.looseObject({ value: z.array(recordSchema), '@odata.count': z.int().optional() });
/** One page of records, and how many there are in all where that was asked. */
export interface ErpPage {
  readonly records: ErpRecord[];
  readonly count: number | undefined;
}

const errorSchema = z.looseObject({ error: z.looseObject({ code: z.string(), message: z.string() }) });
const permissionMessage = /the current permissions prevented the action/i;

/** The plain value of a field; null where the record does not have it. */
export const fieldOf = (record: ErpRecord, name: string): string | number | boolean | null => cell.catch(null).parse(record[name] ?? null);

/** The lines of a document that was read with `$expand`. */
export const linesOf = (record: ErpRecord, name: string): ErpRecord[] => z.array(recordSchema).catch([]).parse(record[name]);

/** The problem in an ERP error body. A denial has the code `erp_denied`, with the ERP's own words as its detail. */
export const erpProblem = (status: number, body: unknown): Problem => {
  const error = errorSchema.safeParse(body);
  const message = (error.success ? error.data.error.message : `The ERP answered with status ${status}.`).replace(/\s*CorrelationId:.*$/i, '').trim();
  if (status === 403 || permissionMessage.test(message)) {
    return localProblem('erp_denied', {
      status,
      title: 'Your ERP permissions do not cover this page',
      detail: message,
      remedy: 'Ask your ERP administrator for the permission named below, or choose another company or page.',
    });
  }
  return localProblem(error.success ? error.data.error.code : 'erp_error', {
    status,
    title: status === 404 ? 'Not found' : 'The ERP did not answer as expected',
    detail: message,
    remedy: status === 404 ? 'It may have been deleted, or it may be in another company.' : 'Wait a moment, then try again.',
  });
};

/** Reads a page of an entity set as the signed-in user. `query` is a finished OData query string. */
export const readErp = async (request: { companyId: string; entitySet: string; query: string }, signal?: AbortSignal): Promise<Answer<ErpPage>> => {
  const path = `/api/v1/erp/companies(${encodeURIComponent(request.companyId)})/${request.entitySet}?${request.query}`;
  const response = await send(path, signal ? { signal } : {});
  if (!response) return { ok: false, problem: unreachable };
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) {
    const own = problemSchema.safeParse(body);
    return { ok: false, problem: own.success ? own.data : erpProblem(response.status, body) };
  }
  const page = pageSchema.safeParse(body);
  if (!page.success) return { ok: false, problem: unexpectedAnswer(request.entitySet) };
  return { ok: true, value: { records: page.data.value, count: page.data['@odata.count'] } };
};
