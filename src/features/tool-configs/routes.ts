import { z } from 'zod';
import { toolConfigViewSchema, updateToolConfigSchema } from '../../contracts/admin.ts';
import { listResponse, ok, roles, route, type Route } from '../../http/index.ts';
import { changeReply } from '../pending-changes/index.ts';
import type { ToolConfigs } from './tool-configs.ts';

const forAdmins = { anyOf: [roles.admin] } as const;

/** The routes of tool configurations. */
export const toolConfigRoutes = ({ toolConfigs }: { readonly toolConfigs: ToolConfigs }): readonly Route[] => [
  route({
    method: 'get',
    path: '/api/v1/admin/tools',
    permission: forAdmins,
    summary: 'Every tool as the tenant has it, and who uses it.',
    response: listResponse(toolConfigViewSchema),
    handle: async (_input, { tenantId }) => ok({ value: await toolConfigs.list(tenantId) }),
  }),
  route({
    method: 'patch',
    path: '/api/v1/admin/tools/{tool}',
    permission: forAdmins,
    summary: 'Changes a tool for the whole tenant; takes effect on the next call.',
    params: z.strictObject({ tool: z.string().max(80) }),
    body: updateToolConfigSchema,
    needsRevision: true,
    mayWait: true,
    response: toolConfigViewSchema,
    handle: async ({ params, body, revision }, context) => changeReply(await toolConfigs.update(context, params.tool, { revision, patch: body })),
  }),
];
