import { AppError } from '../../kernel/errors.ts';
import { ODataError } from '../../odata/index.ts';
import { InvalidTableRelation } from '../business/index.ts';
import { PermissionDenied } from '../permissions/index.ts';

/** An answer that is an error: status, Business Central's code, and a message that the caller may see. */
export class ErpError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'ErpError';
  }
}

/** No such address: a set, navigation or action that is not served. */
export const noSuchResource = (segment: string): ErpError =>
  new ErpError(404, 'BadRequest_ResourceNotFound', `Resource not found for the segment '${segment.slice(0, 80)}'.`);

/** No such record, or none that the caller may know of. */
export const noSuchRecord = (caption: string, key: string): ErpError =>
  new ErpError(404, 'Internal_RecordNotFound', `The ${caption} does not exist. Identification fields and values: ${key.slice(0, 120)}`);

/** The method is not served for this set. */
export const methodNotAllowed = (method: string, set: string): ErpError =>
  new ErpError(
    405,
    'BadRequest_MethodNotAllowed',
    `'${method}' requests for '${set}' of EdmType 'Entity' are not allowed within Microsoft Dynamics NAV OData web services.`,
  );

/** The request's body or header is not understood. */
export const badRequest = (message: string, code = 'BadRequest'): ErpError => new ErpError(400, code, message);

/** A field that cannot be written was given. */
export const readOnlyControl = (field: string): ErpError => badRequest(`Control '${field}' is read-only.`, 'BadRequest_InvalidOperation');

/** The caller is not known: whatever the reason, the same answer. */
export const invalidCredentials = (): ErpError =>
  new ErpError(401, 'Authentication_InvalidCredentials', 'The server has rejected the client credentials.');

const fromAppError = (error: AppError): ErpError => {
  if (error instanceof InvalidTableRelation) return badRequest(error.message, 'Internal_InvalidTableRelation');
  if (error.code === 'unprocessable') {
    return badRequest(error.message, error.fields.length > 0 ? 'Application_FieldValidationException' : 'Application_DialogException');
  }
  if (error.code === 'not_found') return new ErpError(404, 'Internal_RecordNotFound', error.message);
  if (error.code === 'conflict') return badRequest(error.message, 'Internal_EntityWithSameKeyExists');
  return new ErpError(error.status, 'Internal_ServerError', error.message);
};

/** The error answer for anything thrown while a request was served; what nobody foresaw tells nothing about itself. */
export const erpErrorFrom = (thrown: unknown): ErpError => {
  if (thrown instanceof ErpError) return thrown;
  if (thrown instanceof PermissionDenied) return new ErpError(403, 'Internal_ServerError', thrown.message);
  if (thrown instanceof ODataError) {
    return badRequest(thrown.message, thrown.message.startsWith('Could not find a property') ? 'BadRequest_NotFound' : 'BadRequest');
  }
  if (thrown instanceof AppError) return fromAppError(thrown);
  return new ErpError(500, 'Internal_ServerError', 'An unexpected error occurred on the server.');
};
