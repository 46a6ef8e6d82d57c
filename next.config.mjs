/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  // Paths answer with and without a trailing slash; a redirected POST would lose its body and its signature.
  skipTrailingSlashRedirect: true,
  skipProxyUrlNormalize: true,
  serverExternalPackages: ['pg', 'pg-boss', 'pino', 'pino-pretty', '@energetic-ai/core'],
  typescript: { ignoreBuildErrors: true },
  // Asked for by browsers of what is no page of ours, which names its icon.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
  headers: async () => [
    {
      // Loaded by other people's pages, also by those that ask for isolation; a new one is seen within the hour.
      source: '/widget.js',
      headers: [
        { key: 'cache-control', value: 'public, max-age=3600, stale-while-revalidate=86400' },
        { key: 'cross-origin-resource-policy', value: 'cross-origin' },
        { key: 'access-control-allow-origin', value: '*' },
      ],
    },
  ],
}
