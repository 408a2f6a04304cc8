/* Services that delegate: client applications with an account of their own in the ERP, each with an owner. */
export { servicePrincipalRoutes } from './routes.ts';
export { ServicePrincipals } from './service-principals.ts';
export { serviceCredentials } from './service-credentials.ts';
export { asSubject, newServiceWrite } from './service-rows.ts';
