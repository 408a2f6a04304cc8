/**
 * Whether an address lies below another one, whose path ends with a slash. Business Central spells an
 * environment's name its own way in links ("Production", "production"), so case does not count in the path.
 */
export const isInside = (url: URL, base: URL): boolean =>
  url.origin === base.origin && url.pathname.toLowerCase().startsWith(base.pathname.toLowerCase());
