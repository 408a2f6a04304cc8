import type { z } from 'zod';
import { AppError, type FieldProblem } from '../kernel/errors.ts';

/** A path inside a value as people write it: `lines[2].quantity`. */
const fieldName = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}${text === '' ? '' : '.'}${String(part)}`), '');

const problemsOf = (issue: z.core.$ZodIssue): readonly FieldProblem[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({ field: fieldName([...issue.path, key]).slice(0, 120), message: 'There is no such field.' }))
    : [{ field: fieldName(issue.path), message: issue.message }];

const sentence = (problems: readonly FieldProblem[], where: string): string => {
  const [first] = problems;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return `The ${where} is not valid: ${first?.field ? `${first.field}: ` : ''}${first?.message ?? ''}${more}`;
};

/**
 * The value as its schema reads it. Throws `bad_request` that names each field at fault and what is wrong
 * with it; `unknown_field` where fields that do not exist are all that is wrong.
 */
export const validated = (schema: z.ZodType, value: unknown, where: 'body' | 'query'): unknown => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.flatMap(problemsOf);
  const isOnlyUnknown = parsed.error.issues.every((issue) => issue.code === 'unrecognized_keys');
  throw new AppError(isOnlyUnknown ? 'unknown_field' : 'bad_request', sentence(fields, where), {
    fields,
    remedy: isOnlyUnknown ? 'Leave out what does not exist; /api/openapi.json says what there is.' : 'Correct the fields named and send it again.',
  });
};
