import { parseArgs } from 'node:util'
import { usageFailure } from './cli-failure'
import { demoAgent, demoTenant } from './demo-ids'

export type ChatOptions = {
  tenant: string
  agent: string
  version: number | null
  /** Scheme, host and port. */
  origin: string
  script: string | null
}

export const chatUsage = `Chat with an agent in the terminal.

  npm run chat -- [--tenant ID] [--agent ID] [--version N] [--url URL] [--script FILE]

  -t, --tenant ID   the agent's tenant        (the demo tenant)
  -a, --agent ID    UUID or name of the agent (the demo agent)
      --version N   a version of it           (the active one)
      --url URL     the server                (http://127.0.0.1:3000)
      --script FILE say the lines of a file; stop at the first error with status 1
  -h, --help

Requests are signed with ADMIN_API_KEY, or the key in DATA_DIR/secrets.json (.data).
`

/** Null: help was asked for. Throws CliFailure with status 2 where the words make no sense. */
export function parseChatOptions(argv: readonly string[]): ChatOptions | null {
  const values = parsed(argv)
  if (values.help) return null
  return {
    tenant: values.tenant ?? demoTenant,
    agent: values.agent ?? demoAgent,
    version: values.version === undefined ? null : versionNumber(values.version),
    origin: originOf(values.url ?? 'http://127.0.0.1:3000'),
    script: values.script ?? null,
  }
}

function parsed(argv: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        tenant: { type: 'string', short: 't' },
        agent: { type: 'string', short: 'a' },
        version: { type: 'string' },
        url: { type: 'string' },
        script: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    return values
  } catch (cause) {
    throw usageFailure(`${cause instanceof Error ? cause.message : cause} (--help lists the options)`)
  }
}

function versionNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw usageFailure(`--version is a whole number from 1, not "${text}"`)
  return Number(text)
}

function originOf(text: string): string {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search !== '' || url.username !== '')
    throw usageFailure(`--url is an address like http://host:3000, not "${text}"`)
  return url.origin
}
