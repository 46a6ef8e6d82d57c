// The arrows between the rooms (docs/architecture.md), as tables.

export const anything = Symbol('anything')

const dialects = ['sessions', 'forms', 'threads', 'chatbots', 'chats', 'native', 'console'].map(
  (name) => `lib/dialects/${name}`,
)
const useCases = ['lib/domain', 'lib/conversations', 'lib/admin', 'lib/http']

/** What each room may import beside itself. `browser`: its code also runs in browsers. */
export const rooms = {
  'lib/domain': { imports: [], browser: true },
  'lib/engine': { imports: ['lib/domain'] },
  'lib/agents': { imports: ['lib/domain'] },
  'lib/conversations': { imports: ['lib/domain', 'lib/engine', 'lib/agents'] },
  'lib/admin': { imports: ['lib/domain', 'lib/agents', 'lib/knowledge'] },
  ...Object.fromEntries(dialects.map((dialect) => [dialect, { imports: useCases }])),
  'lib/http': { imports: ['lib/domain'] },
  'lib/language': { imports: ['lib/domain'] },
  'lib/knowledge': { imports: ['lib/domain'] },
  'lib/tools': { imports: ['lib/domain'] },
  'lib/store': { imports: ['lib/domain'] },
  'lib/jobs': { imports: ['lib/domain', 'lib/conversations', 'lib/admin'] },
  'lib/client': { imports: ['lib/domain'], browser: true },
  'lib/env.ts': { imports: ['lib/domain'] },
  'lib/secrets.ts': { imports: ['lib/domain', 'lib/env.ts'] },
  'lib/log.ts': { imports: ['lib/domain'] },
  'lib/services.ts': { imports: anything },
  // The API as a whole.
  'lib/endpoint-rows.ts': { imports: ['lib/domain', 'lib/http', ...dialects] },
  // Pieces of the wiring that services.ts and server.ts are made of.
  'lib/banner.ts': { imports: ['lib/env.ts', 'lib/secrets.ts'] },
  'lib/choose-analysis.ts': { imports: ['lib/domain', 'lib/language'] },
  'lib/choose-encoder.ts': { imports: ['lib/domain', 'lib/language', 'lib/env.ts'] },
  'lib/choose-language.ts': { imports: ['lib/domain', 'lib/language', 'lib/env.ts', 'lib/choose-encoder.ts'] },
  'lib/engine-ports.ts': { imports: ['lib/domain', 'lib/engine', 'lib/tools', 'lib/env.ts'] },
  'lib/rehearsal-engine.ts': { imports: ['lib/domain', 'lib/engine', 'lib/tools'] },
  'lib/try-provider.ts': { imports: ['lib/domain', 'lib/language', 'lib/tools', 'lib/env.ts'] },
  'lib/open-data-sources.ts': { imports: ['lib/domain', 'lib/tools', 'lib/secrets.ts'] },
  'lib/open-database.ts': { imports: ['lib/domain', 'lib/store', 'lib/env.ts'] },
  'prisma/seed': { imports: ['lib/domain', 'lib/agents', 'lib/admin', 'lib/knowledge'] },
  'server.ts': { imports: anything },
  'proxy.ts': { imports: ['lib/domain', 'lib/http'] },
  app: {
    imports: [...useCases, ...dialects, 'lib/client', 'lib/services.ts', 'lib/endpoint-rows.ts', 'components'],
  },
  components: { imports: ['lib/domain', 'lib/client'], browser: true },
  widget: { imports: ['lib/domain', 'lib/client'], browser: true },
  cli: {
    imports: [
      'lib/domain',
      'lib/admin',
      'lib/agents',
      'lib/http',
      'lib/client',
      'lib/knowledge',
      'lib/language',
      'lib/store',
      'lib/env.ts',
      'lib/choose-encoder.ts',
      'lib/open-data-sources.ts',
      'lib/open-database.ts',
      'lib/secrets.ts',
      'lib/log.ts',
      'lib/try-provider.ts',
      'lib/services.ts',
    ],
  },
  tests: { imports: anything },
  development: { imports: anything },
}

const prefixes = Object.keys(rooms).sort((a, b) => b.length - a.length)

/** Which room a file stands in; null where it stands in none. Tests and their kits may see everything. */
export function roomOf(file) {
  if (
    /(?:^|\/)(?:test-[\w-]+|[\w-]+-(?:fixtures?|suite)|[\w-]+\.test)(?:\.tsx?)?$/.test(file) ||
    /(?:^|\/)(?:test|fixtures|suite)\//.test(file)
  )
    return 'tests'
  if (/^(?:scripts|bench|e2e|prisma(?!\/seed\/))\//.test(file) || /^[\w.-]+\.config\.(?:ts|mjs|js)$/.test(file))
    return 'development'
  return prefixes.find((room) => file === room || file.startsWith(`${room}/`)) ?? null
}

/** Packages that only some rooms, or single files, may import. The first row that fits decides. */
export const packageOwners = [
  {
    of: /^(?:@prisma\/|prisma(?:\/|$))/,
    owners: ['lib/store'],
    rule: 'Prisma stays in lib/store',
  },
  {
    of: /^pg(?:-pool|-native)?(?:\/|$)/,
    owners: ['lib/store', 'lib/tools', 'cli/query-loop.ts'],
    rule: 'pg stays in lib/store, lib/tools and the query tool cli/query-loop.ts',
  },
  {
    of: /^(?:undici|axios|got|node-fetch|ky|superagent)(?:\/|$)/,
    owners: ['lib/tools', 'lib/language'],
    rule: 'requests to configured addresses leave through lib/tools (model providers set by the operator: lib/language)',
  },
  {
    of: /^(?:node:)?https?2?$/,
    valuesOnly: true,
    allowedNames: ['createServer', 'createSecureServer', 'STATUS_CODES', 'METHODS'],
    owners: ['lib/tools'],
    rule: 'requests to configured addresses leave through lib/tools',
  },
]

/** What code reaches for without importing it. */
export const reachOwners = {
  fetch: {
    owners: ['lib/tools', 'lib/client', 'cli', 'widget'],
    rule: 'fetch is for lib/tools, lib/client, widget and cli: take the egress port',
  },
  environment: {
    owners: ['lib/env.ts', 'cli/terminal-environment.ts'],
    rule: 'process.env is read in lib/env.ts alone (and cli/terminal-environment.ts for the tools)',
  },
}
