/** Stands for this site while a path is resolved; no real site has it. */
const anySite = 'http://this-site.invalid';
const longest = 2000;

/**
 * Where to go after signing in: the asked path if it is one on this site, else `/`. Whatever a browser
 * could read as another host (`//host`, `/\host`, a scheme, control characters) counts as none, and so
 * do the sign-in's own addresses, which would only lead in circles.
 */
export const safeReturnTo = (asked: unknown): string => {
  if (typeof asked !== 'string' || asked.length > longest || !asked.startsWith('/')) return '/';
  // Browsers drop control characters while they parse.
  if (/[\\\u0000-\u0020\u007f]/.test(asked) || !URL.canParse(asked, anySite)) return '/';
  const url = new URL(asked, anySite);
  if (url.origin !== anySite || url.pathname.startsWith('//') || url.pathname.startsWith('/auth/')) return '/';
  return url.pathname + url.search + url.hash;
};
