import { parseDocument } from 'yaml';
import { z } from 'zod';
import { autonomies, operations, tiers } from '../../contracts/admin.ts';
import { AppError, type FieldProblem } from '../../kernel/errors.ts';

const toolLinkSchema = z.strictObject({
  tool: z.string().min(1),
  /** Always ask for this tool, whatever the autonomy. */
  ask: z.boolean().default(false),
  /** At most this many rows per read; null leaves it to the tool's configuration. */
  rowLimit: z.int().positive().max(20_000).nullable().default(null),
  allowedOperations: z.array(z.enum(operations)).min(1),
  /** Of a link to `ask_agent`: whom its agents may ask, by the key of the template that those are made from. */
  agents: z.array(z.string().regex(/^[a-z][a-z0-9-]{0,49}$/, 'A template is named by its key.')).optional(),
});

/** A shipped template, one YAML file each. */
export const templateFileSchema = z.strictObject({
  /** Names the template for ever; agents made from it refer to it. Equal to the file's name. */
  key: z.string().regex(/^[a-z][a-z0-9-]{0,49}$/, 'A key is lower-case words joined by hyphens.'),
  name: z.string().trim().min(1).max(80),
  description: z.string().trim().min(1).max(400),
  /** Grows with every change of the file. */
  version: z.int().positive(),
  tier: z.enum(tiers),
  autonomy: z.enum(autonomies),
  /** The system prompt. */
  instructions: z.string().trim().min(1).max(8_000),
  suggestions: z.array(z.string().trim().min(1).max(200)).max(8),
  toolLinks: z.array(toolLinkSchema).min(1),
});
/** A shipped template. */
export type TemplateFile = z.infer<typeof templateFileSchema>;

const refuse = (fileName: string, fields: readonly FieldProblem[], cause?: unknown): AppError =>
  new AppError(
    'unprocessable',
    `The template file ${fileName} cannot be used: ${fields.map(({ field, message }) => `${field}: ${message}`).join('; ')}`,
    {
      fields,
      remedy: `Correct ${fields.map(({ field }) => `"${field}"`).join(', ')} in ${fileName}.`,
      cause,
    },
  );

const fieldPath = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}${text === '' ? '' : '.'}${String(part)}`), '') ||
  '(file)';

const problemsOf = (error: z.ZodError): FieldProblem[] => error.issues.map((issue) => ({ field: fieldPath(issue.path), message: issue.message }));

/** Links that no program can honour: tools that do not exist, or that are named twice. */
const linkProblems = (template: TemplateFile, knownTools: ReadonlySet<string>): FieldProblem[] => {
  const seen = new Set<string>();
  return template.toolLinks.flatMap(({ tool }, index) => {
    const field = `toolLinks[${index}].tool`;
    if (!knownTools.has(tool)) return [{ field, message: `there is no tool "${tool}"` }];
    if (seen.has(tool)) return [{ field, message: `the tool "${tool}" is linked twice` }];
    seen.add(tool);
    return [];
  });
};

/**
 * A template from the text of its YAML file. Throws `unprocessable` that names the file, every field at fault
 * and what is wrong with it.
 */
export const parseTemplateFile = (fileName: string, text: string, knownTools: ReadonlySet<string>): TemplateFile => {
  const document = parseDocument(text);
  const [syntax] = document.errors;
  if (syntax)
    throw refuse(fileName, [{ field: `line ${syntax.linePos?.[0].line ?? 1}`, message: syntax.message.split('\n')[0] ?? 'not YAML' }], syntax);
  const parsed = templateFileSchema.safeParse(document.toJS());
  if (!parsed.success) throw refuse(fileName, problemsOf(parsed.error), parsed.error);
  const problems = linkProblems(parsed.data, knownTools);
  if (`${parsed.data.key}.yaml` !== fileName) problems.push({ field: 'key', message: `the file must be named ${parsed.data.key}.yaml` });
  if (problems.length > 0) throw refuse(fileName, problems);
  return parsed.data;
};
