import { randomBytes, randomUUID } from 'node:crypto'
import type { Writable } from 'node:stream'
import type { AccessStore, TenantKey } from '@/lib/domain/access-store'
import type { Clock } from '@/lib/domain/clock'
import { platform, tenant } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'
import { CliFailure, usageFailure } from './cli-failure'
import { demoTenant } from './demo-ids'
import { drawTable } from './draw-table'
import { parseLine } from './parse-line'
import { visibleLine, visibleText } from './visible-text'

export type KeysWorld = {
  argv: readonly string[]
  openStore: () => Promise<Pick<Store, 'access' | 'tokens' | 'close'>>
  clock: Clock
  stdout: Writable
  stderr: Writable
}

const usage = `The keys that tenants sign their requests with.

  npm run keys -- add [--tenant ID] [--name NAME]   makes one and shows it, once
  npm run keys -- list [--tenant ID]                all of them, without the keys themselves
  npm run keys -- revoke KEY_ID                     ends one for good
  npm run keys -- rotate-tokens                     another key signs the tokens of people and visitors from now on

  -t, --tenant ID   add: whose it is (the demo tenant); list: only this tenant's
      --name NAME   what it is for, to tell it from others
`

const options = {
  tenant: { type: 'string', short: 't' },
  name: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

type Request =
  | { act: 'help' }
  | { act: 'add'; tenantId: string; name: string }
  | { act: 'list'; tenantId: string | null }
  | { act: 'revoke'; keyId: string }
  | { act: 'rotate-tokens' }

/** `npm run keys`. Answers the exit status: 0, 1 where something failed, 2 for a command line that makes no sense. */
export async function runKeys({ argv, openStore, clock, stdout, stderr }: KeysWorld): Promise<number> {
  try {
    const request = parseRequest(argv)
    if (request.act === 'help') {
      stdout.write(usage)
      return 0
    }
    const store = await openStore()
    try {
      stdout.write(await perform(request, store, clock))
    } finally {
      await store.close()
    }
    return 0
  } catch (failure) {
    if (!(failure instanceof CliFailure)) throw failure
    stderr.write(`${visibleText(failure.message)}\n`)
    return failure.exitCode
  }
}

function parseRequest(argv: readonly string[]): Request {
  const { values, positionals } = parseLine(argv, options, usage)
  const [act, ...rest] = positionals
  if (values.help) return { act: 'help' }
  if (act === 'add' && rest.length === 0)
    return { act, tenantId: values.tenant ?? demoTenant, name: nameOf(values.name ?? 'unnamed') }
  if (act === 'list' && rest.length === 0) return { act, tenantId: values.tenant ?? null }
  if (act === 'rotate-tokens' && rest.length === 0) return { act }
  const keyId = rest[0]
  if (act === 'revoke' && keyId !== undefined && rest.length === 1) return { act, keyId }
  throw usageFailure(`Say add, list, revoke KEY_ID or rotate-tokens.\n\n${usage}`)
}

function nameOf(name: string): string {
  const trimmed = name.trim()
  if (trimmed === '' || trimmed.length > 100) throw usageFailure('--name has 1 to 100 characters.')
  return trimmed
}

async function perform(
  request: Exclude<Request, { act: 'help' }>,
  { access, tokens }: Pick<Store, 'access' | 'tokens'>,
  clock: Clock,
): Promise<string> {
  switch (request.act) {
    case 'add':
      return addKey(request, access, clock)
    case 'list':
      return listKeys(await access.listKeys(request.tenantId === null ? platform : tenant(request.tenantId)))
    case 'revoke': {
      const isRevoked = await access.revokeKey(platform, request.keyId, clock.now())
      if (!isRevoked) throw new CliFailure(`There is no active key ${request.keyId}; list shows them.`)
      return `${visibleLine(request.keyId)} is revoked: servers refuse it within seconds.\n`
    }
    case 'rotate-tokens': {
      const id = randomUUID()
      await tokens.addSigningKey(platform, { id, createdAt: clock.now() })
      return `Key ${id} signs tokens from now on; servers know it within seconds. Nobody is logged out.\n`
    }
  }
}

async function addKey(
  { tenantId, name }: { tenantId: string; name: string },
  access: AccessStore,
  clock: Clock,
): Promise<string> {
  const scope = tenant(tenantId)
  const owner = await access.getTenant(scope, tenantId)
  if (!owner) throw new CliFailure(`There is no tenant ${tenantId}.`)
  const secret = `parley_${randomBytes(32).toString('base64url')}`
  const id = randomUUID()
  await access.addKey(scope, { id, tenantId, name, secret, createdAt: clock.now() })
  return [
    `A key for ${visibleLine(owner.name)} (${tenantId}), named "${visibleLine(name)}":`,
    '',
    `  id   ${id}`,
    `  key  ${secret}`,
    '',
    'It is shown this once: sign requests with it as with ADMIN_API_KEY, and keep it secret.',
    '',
  ].join('\n')
}

function listKeys(keys: readonly TenantKey[]): string {
  if (keys.length === 0) return 'There are no keys; add makes one.\n'
  const rows = keys.map(({ id, tenantId, name, createdAt, lastUsedAt, revokedAt }) => [
    id,
    tenantId,
    name,
    day(createdAt),
    day(lastUsedAt) ?? 'never',
    revokedAt === null ? 'active' : `revoked ${day(revokedAt)}`,
  ])
  return drawTable(['id', 'tenant', 'name', 'created', 'last used', 'state'], rows)
}

function day(at: number): string
function day(at: number | null): string | null
function day(at: number | null): string | null {
  return at === null ? null : `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
