import { businessUnitViewSchema, createBusinessUnitSchema, updateBusinessUnitSchema } from '../../contracts/admin.ts';
import { created, idParams, listResponse, ok, roles, route, type RequestContext, type Route } from '../../http/index.ts';
import { changeReply } from '../pending-changes/index.ts';
import type { BusinessUnits, SeenCompanies } from './business-units.ts';

const forAdmins = { anyOf: [roles.admin] } as const;
const address = '/api/v1/admin/business-units';

/** What the routes of business units need. */
export interface BusinessUnitRouteParts {
  readonly businessUnits: BusinessUnits;
  /** The companies the ERP shows whoever asks. */
  readonly companiesOf: (context: RequestContext) => Promise<readonly { readonly id: string }[]>;
}

/** The routes of business units. */
export const businessUnitRoutes = ({ businessUnits, companiesOf }: BusinessUnitRouteParts): readonly Route[] => {
  const seenBy = async (context: RequestContext): Promise<SeenCompanies> => new Set((await companiesOf(context)).map(({ id }) => id));
  return [
    route({
      method: 'get',
      path: address,
      permission: forAdmins,
      summary: 'The groups of companies that the tenant has named, and the agents that belong to each.',
      response: listResponse(businessUnitViewSchema),
      handle: async (_input, { tenantId }) => ok({ value: await businessUnits.list(tenantId) }),
    }),
    route({
      method: 'post',
      path: address,
      permission: forAdmins,
      summary: 'Names a group of companies.',
      body: createBusinessUnitSchema,
      response: businessUnitViewSchema,
      status: 201,
      handle: async ({ body }, context) => {
        const unit = await businessUnits.create(context, body, await seenBy(context));
        return created(unit, `${address}/${unit.id}`);
      },
    }),
    route({
      method: 'patch',
      path: `${address}/{id}`,
      permission: forAdmins,
      summary: 'Changes a business unit.',
      params: idParams,
      body: updateBusinessUnitSchema,
      needsRevision: true,
      mayWait: true,
      response: businessUnitViewSchema,
      handle: async ({ params, body, revision }, context) =>
        changeReply(
          await businessUnits.update(context, params.id, { revision, patch: body, seen: body.companies ? await seenBy(context) : new Set() }),
        ),
    }),
  ];
};
