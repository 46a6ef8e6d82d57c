import { usageFailure } from './cli-failure'
import { demoTenant } from './demo-ids'
import { parseLine } from './parse-line'

/** What stands on one side of a comparison: a version's number, the draft, or a file. */
export type Compared = { version: number } | { file: string } | 'draft'

type Asked =
  | { act: 'lint'; files: readonly string[] }
  | { act: 'test'; agent: string; file: string | null; version: number | null }
  | { act: 'diff'; agent: string; from: Compared; to: Compared }
  | { act: 'publish'; agent: string; file: string | null; notes: string | null; isTested: boolean; replaces: boolean }

export type AgentRequest = { act: 'help' } | (Asked & { tenantId: string; origin: string })

export const agentUsage = `Agents, for checks and deployments without a browser. Asks a running server.

  npm run agent -- lint FILE.json ...           what is wrong with documents
  npm run agent -- test AGENT [FILE.json]       runs its tests against a file, or its draft, or --version N
  npm run agent -- diff AGENT FROM TO           what has changed, in words; each a version, "draft" or a file
  npm run agent -- publish AGENT [FILE.json]    a file, or its draft, becomes the version in force

      --version N   test: a version that exists
      --notes TEXT  publish: what has changed
      --tested      publish: only where all of its tests pass
      --replace     publish a file: also where there is a draft, which is lost
  -t, --tenant ID   whose it is        (the demo tenant)
      --url URL     the server         (http://127.0.0.1:3000)
  -h, --help

AGENT is a UUID or a name. Exits with 1 where a document has errors, a test fails or something is refused. Requests are
signed with ADMIN_API_KEY, or the key in DATA_DIR/secrets.json (.data).
`

const options = {
  version: { type: 'string' },
  notes: { type: 'string' },
  tested: { type: 'boolean' },
  replace: { type: 'boolean' },
  tenant: { type: 'string', short: 't' },
  url: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

/** Throws CliFailure with status 2 where the command line makes no sense. */
export function parseAgentRequest(argv: readonly string[]): AgentRequest {
  const { values, positionals } = parseLine(argv, options, agentUsage)
  if (values.help) return { act: 'help' }
  const common = { tenantId: values.tenant ?? demoTenant, origin: originOf(values.url ?? 'http://127.0.0.1:3000') }
  const [act, agent, ...rest] = positionals
  if (agent !== undefined)
    switch (act) {
      case 'lint':
        return { act, files: [agent, ...rest], ...common }
      case 'test': {
        const version = values.version === undefined ? null : numberOf(values.version)
        if (rest.length > 1 || (version !== null && rest.length > 0)) break
        return { act, agent, file: rest[0] ?? null, version, ...common }
      }
      case 'diff': {
        const [from, to] = rest
        if (from === undefined || to === undefined || rest.length > 2) break
        return { act, agent, from: comparedOf(from), to: comparedOf(to), ...common }
      }
      case 'publish': {
        if (rest.length > 1) break
        const { notes = null, tested: isTested = false, replace: replaces = false } = values
        return { act, agent, file: rest[0] ?? null, notes, isTested, replaces, ...common }
      }
    }
  throw usageFailure(`Say lint FILE, test AGENT, diff AGENT FROM TO, or publish AGENT.\n\n${agentUsage}`)
}

function comparedOf(text: string): Compared {
  if (text === 'draft') return 'draft'
  return /^\d+$/.test(text) ? { version: numberOf(text) } : { file: text }
}

function numberOf(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw usageFailure(`A version is a whole number from 1, not "${text}"`)
  return Number(text)
}

function originOf(text: string): string {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search !== '' || url.username !== '')
    throw usageFailure(`--url is an address like http://host:3000, not "${text}"`)
  return url.origin
}
