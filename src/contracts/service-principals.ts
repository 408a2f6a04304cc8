import { z } from 'zod';
import { servicePrincipalStates } from '../domain/service-principal.ts';

const nameSchema = z.string().trim().min(1).max(80);
const secretSchema = z.string().min(1).max(400);

/** A service that delegates, as admins and its owner see it; its secret is never shown. `GET /api/v1/service-principals` */
export const servicePrincipalViewSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Its application (client) id at the identity provider. */
  clientApplication: z.string(),
  state: z.enum(servicePrincipalStates),
  owner: z.strictObject({ oid: z.string(), name: z.string() }),
  /** Whether whoever looks may give authority as this service. */
  mayDelegate: z.boolean(),
  revision: z.int(),
});
export type ServicePrincipalView = z.infer<typeof servicePrincipalViewSchema>;

/** Registers one; it acts when it is made active. `POST /api/v1/admin/service-principals` */
export const createServicePrincipalSchema = z.strictObject({
  name: nameSchema,
  clientApplication: z.string().trim().min(1).max(120),
  secret: secretSchema,
  ownerOid: z.string(),
});
export type CreateServicePrincipal = z.infer<typeof createServicePrincipalSchema>;

/** Changes one. `PATCH /api/v1/admin/service-principals/{id}`; only what is named changes. */
export const updateServicePrincipalSchema = z
  .strictObject({ name: nameSchema, ownerOid: z.string(), state: z.enum(servicePrincipalStates), secret: secretSchema })
  .partial();
export type UpdateServicePrincipal = z.infer<typeof updateServicePrincipalSchema>;
