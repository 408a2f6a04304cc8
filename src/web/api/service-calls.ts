import {
  servicePrincipalViewSchema,
  serviceReachSchema,
  type CreateServicePrincipal,
  type ServicePrincipalView,
  type UpdateServicePrincipal,
} from '../../contracts/service-principals.ts';
import { call, listOf, type CallOptions } from './http.ts';

const path = '/api/v1/service-principals';
const adminPath = '/api/v1/admin/service-principals';

/** The services that delegate, those the user owns; all of them for admins. */
export const fetchServices = (options?: CallOptions) => call(path, listOf(servicePrincipalViewSchema), options);
/** What one may give as a service: to which agents, in which companies. */
export const fetchServiceReach = (id: string, options?: CallOptions) => call(`${path}/${encodeURIComponent(id)}/reach`, serviceReachSchema, options);
/** Registers one. */
export const createService = (body: CreateServicePrincipal) => call(adminPath, servicePrincipalViewSchema, { method: 'POST', body });
/** Changes what is named; refused when somebody changed the service since `revision`. */
export const updateService = ({ id, revision }: Pick<ServicePrincipalView, 'id' | 'revision'>, body: UpdateServicePrincipal) =>
  call(`${adminPath}/${encodeURIComponent(id)}`, servicePrincipalViewSchema, { method: 'PATCH', body, revision });
