import type { Problem } from '../../contracts/problem.ts';

const isAt = (field: string, path: string): boolean => field === path || field.startsWith(`${path}[`) || field.startsWith(`${path}.`);

/** What the server found wrong at a field or inside it; undefined where nothing is. */
export const problemAt = (problem: Problem | undefined, path: string): string | undefined => {
  const found = (problem?.fields ?? []).filter(({ field }) => isAt(field, path)).map(({ message }) => message);
  return found.length === 0 ? undefined : [...new Set(found)].join(' ');
};

/** The same problem for a notice beside a form: what its own fields show already is not listed again. */
export const besideFields = (problem: Problem, paths: readonly string[]): Problem => {
  const { fields = [], ...rest } = problem;
  const left = fields.filter(({ field }) => !paths.some((path) => isAt(field, path)));
  if (left.length === fields.length) return problem;
  return { ...rest, ...(left.length === 0 ? {} : { fields: left }), detail: 'Some fields need another value; what is wrong stands beside them.' };
};
