const preference = /(?:^|[,;\s])(?:odata\.)?maxpagesize\s*=\s*"?(\d{1,9})"?\s*(?:$|[,;])/i;

/** The page size that a `Prefer` header names (OData 4.01, 8.2.8.5); undefined if it names none, or none that can be. */
export const preferredPageSize = (prefer: string | undefined): number | undefined => {
  const size = Number(preference.exec(prefer ?? '')?.[1] ?? 0);
  return size === 0 ? undefined : size;
};
