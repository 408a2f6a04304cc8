/** A member of an enumeration as OData names it: `Credit Memo` is `Credit_x0020_Memo`, the blank member `_x0020_`. */
export const encodeOption = (member: string): string =>
  member.replace(/[^A-Za-z0-9_.-]/g, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);

/** The member for a name on the wire, encoded or plain. */
export const decodeOption = (name: string): string =>
  name.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
