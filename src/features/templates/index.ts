/* Templates: what a shipped agent is made of, before anyone configures it. */
export { loadTemplateFiles } from './load-template-files.ts';
export { templateRoutes } from './routes.ts';
export { parseTemplateFile, templateFileSchema, type TemplateFile } from './template-file.ts';
export { templateWrites } from './template-rows.ts';
export { Templates, type TemplateParts } from './templates.ts';
