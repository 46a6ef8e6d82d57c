import { type NamedProvider, providerKinds } from '@/lib/domain/provider-store'
import { usageFailure } from './cli-failure'
import { parseLine } from './parse-line'

export const providersUsage = `The language model providers that agents name by "provider_id".

  npm run providers -- add NAME --kind KIND [--model MODEL] [--fallback MODEL] [--base-url URL] [--key-env VAR]
  npm run providers -- list                 all of them, without their keys
  npm run providers -- test NAME            asks it for one word
  npm run providers -- remove NAME

      --kind KIND      anthropic, google, azure, or openai for any server of that format
      --model MODEL    the model asked where an agent names none; with azure: the deployment
      --fallback MODEL asked once where that one does not answer
      --base-url URL   where it is not the kind's own service; azure needs it. A private address
                       is reached only where EGRESS_ALLOW lists it
      --key-env VAR    the environment variable that holds the key; without it the key is read
                       from standard input. It is stored encrypted and never shown again
      --no-key         for a server that asks for none
  -t, --tenant ID      of this tenant alone; otherwise of every tenant
`

const options = {
  kind: { type: 'string' },
  model: { type: 'string' },
  fallback: { type: 'string' },
  'base-url': { type: 'string' },
  'key-env': { type: 'string' },
  'no-key': { type: 'boolean' },
  tenant: { type: 'string', short: 't' },
  help: { type: 'boolean', short: 'h' },
} as const

type Owned = { tenantId: string | null }
export type AddProvider = Owned &
  Pick<NamedProvider, 'name' | 'kind' | 'baseUrl' | 'model' | 'fallbackModel'> & {
    act: 'add'
    key: { from: 'stdin' } | { from: 'nowhere' } | { from: 'variable'; name: string }
  }

export type ProvidersRequest =
  | { act: 'help' }
  | AddProvider
  | (Owned & { act: 'list' })
  | (Owned & { act: 'test' | 'remove'; name: string })

const defaultModels: Record<NamedProvider['kind'], string | null> = {
  anthropic: 'claude-sonnet-4-5',
  google: 'gemini-2.5-flash',
  azure: null,
  openai: 'gpt-4o-mini',
}

/** Throws CliFailure for a command line that makes no sense. */
export function parseProvidersRequest(argv: readonly string[]): ProvidersRequest {
  const { values, positionals } = parseLine(argv, options, providersUsage)
  const [act, name, ...rest] = positionals
  const tenantId = values.tenant ?? null
  if (values.help) return { act: 'help' }
  if (act === 'list' && name === undefined) return { act, tenantId }
  if (name !== undefined && rest.length === 0) {
    if (act === 'test' || act === 'remove') return { act, name, tenantId }
    if (act === 'add') return addRequest(name, tenantId, values)
  }
  throw usageFailure(`Say add NAME, list, test NAME or remove NAME.\n\n${providersUsage}`)
}

function addRequest(
  name: string,
  tenantId: string | null,
  values: ReturnType<typeof parseLine<typeof options>>['values'],
): AddProvider {
  if (!/^[\w.:-]{1,100}$/.test(name)) throw usageFailure('NAME has 1 to 100 letters, digits, "-", "_", "." or ":".')
  const kind = providerKinds.find((candidate) => candidate === values.kind)
  if (!kind) throw usageFailure(`--kind is one of ${providerKinds.join(', ')}.`)
  const baseUrl = values['base-url'] === undefined ? null : addressOf(values['base-url'])
  if (kind === 'azure' && baseUrl === null)
    throw usageFailure('azure needs --base-url, as in https://NAME.openai.azure.com/openai.')
  const model = values.model?.trim() || defaultModels[kind]
  if (model === null) throw usageFailure(`${kind} needs --model: the name of the deployment.`)
  const fallbackModel = values.fallback?.trim() || null
  return { act: 'add', name, kind, baseUrl, model, fallbackModel, tenantId, key: keySource(values) }
}

function keySource(values: { 'key-env'?: string; 'no-key'?: boolean }): AddProvider['key'] {
  const variable = values['key-env']
  if (values['no-key']) {
    if (variable !== undefined) throw usageFailure('--no-key and --key-env exclude each other.')
    return { from: 'nowhere' }
  }
  return variable === undefined ? { from: 'stdin' } : { from: 'variable', name: variable }
}

function addressOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password || url.search || url.hash)
    throw usageFailure('--base-url is an http or https address without a password, query or fragment.')
  return text.replace(/\/+$/, '')
}
