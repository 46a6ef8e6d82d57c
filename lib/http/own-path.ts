const ourselves = 'http://ourselves.invalid'

/** Where to go on this server: a path of ours as it was given, and `/` for whatever could lead elsewhere. */
export function ownPath(wanted: unknown): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/') || wanted.length > 2000) return '/'
  const url = URL.parse(wanted, ourselves)
  if (url?.origin !== ourselves) return '/'
  // `/.//elsewhere` becomes `//elsewhere` once it is read.
  return url.pathname.startsWith('//') ? '/' : url.pathname + url.search + url.hash
}
