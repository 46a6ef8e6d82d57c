import type { Readable, Writable } from 'node:stream'
import { addPerson, changePassword, removePerson } from '@/lib/admin/people'
import type { Person } from '@/lib/domain/access-store'
import type { Clock } from '@/lib/domain/clock'
import { isAppError } from '@/lib/domain/errors'
import { platform, tenant } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'
import { CliFailure, usageFailure } from './cli-failure'
import { demoTenant } from './demo-ids'
import { drawTable } from './draw-table'
import { parseLine } from './parse-line'
import { readPassword } from './read-password'
import { visibleLine, visibleText } from './visible-text'

export type PeopleWorld = {
  argv: readonly string[]
  openStore: () => Promise<Pick<Store, 'access' | 'office' | 'tokens' | 'close'>>
  clock: Clock
  stdin: Readable & { isTTY?: boolean }
  stdout: Writable
  stderr: Writable
}

const usage = `The people who sign in to this server.

  npm run people -- list [--tenant ID]                        who there is
  npm run people -- add EMAIL [--role ROLE] [--tenant ID]     one more; the password is asked for
  npm run people -- password EMAIL                            another password, which is asked for
  npm run people -- remove EMAIL                              one less

Another password, or removing, ends the sessions and tokens of that person at once. A password can be piped in.

  -t, --tenant ID   add: whose they are (the demo tenant); list: only this tenant's
      --role ROLE   owner, editor (the default: changes agents), analyst (reads), user (chats alone)
`

const options = {
  tenant: { type: 'string', short: 't' },
  role: { type: 'string', default: 'editor' },
  help: { type: 'boolean', short: 'h' },
} as const

const roles = ['owner', 'editor', 'analyst', 'user'] as const satisfies Person['role'][]

type Request =
  | { act: 'help' }
  | { act: 'list'; tenantId: string | null }
  | { act: 'add'; email: string; role: Person['role']; tenantId: string }
  | { act: 'password' | 'remove'; email: string }

/** `npm run people`. Answers the exit status: 0, 1 where something failed, 2 for a command line that makes no sense. */
export async function runPeople({ argv, openStore, clock, stdin, stdout, stderr }: PeopleWorld): Promise<number> {
  try {
    const request = parseRequest(argv)
    if (request.act === 'help') {
      stdout.write(usage)
      return 0
    }
    // Before the database: a missing password is said at once.
    const asksPassword = request.act === 'add' || request.act === 'password'
    const password = asksPassword ? await readPassword({ stdin, stderr }) : ''
    const store = await openStore()
    try {
      stdout.write(await perform(request, password, { ...store, clock }))
    } finally {
      await store.close()
    }
    return 0
  } catch (failure) {
    const isOurs = failure instanceof CliFailure
    if (!isOurs && !isAppError(failure)) throw failure
    stderr.write(`${visibleText(isOurs ? failure.message : failure.publicMessage)}\n`)
    return isOurs ? failure.exitCode : 1
  }
}

function parseRequest(argv: readonly string[]): Request {
  const { values, positionals } = parseLine(argv, options, usage)
  const [act, email, ...rest] = positionals
  if (values.help) return { act: 'help' }
  if (act === 'list' && email === undefined) return { act, tenantId: values.tenant ?? null }
  if (email === undefined || rest.length > 0)
    throw usageFailure(`Say list, or add, password or remove EMAIL.\n\n${usage}`)
  if (act === 'add') return { act, email, role: roleOf(values.role), tenantId: values.tenant ?? demoTenant }
  if (act === 'password' || act === 'remove') return { act, email }
  throw usageFailure(`Say list, or add, password or remove EMAIL.\n\n${usage}`)
}

function roleOf(name: string): Person['role'] {
  const role = roles.find((candidate) => candidate === name)
  if (!role) throw usageFailure(`--role is one of ${roles.join(', ')}.`)
  return role
}

async function perform(
  request: Exclude<Request, { act: 'help' }>,
  password: string,
  ports: Pick<Store, 'access' | 'office' | 'tokens'> & { clock: Clock },
): Promise<string> {
  const { access } = ports
  switch (request.act) {
    case 'list':
      return listPeople(await access.listPeople(request.tenantId === null ? platform : tenant(request.tenantId)))
    case 'add':
      await addPerson(access, { ...request, password })
      return `${visibleLine(request.email)} can sign in, as ${request.role}.\n`
    case 'password':
      await changePassword(ports, request.email, password)
      return `${visibleLine(request.email)} has the new password; earlier sessions have ended.\n`
    case 'remove':
      await removePerson(ports, request.email)
      return `${visibleLine(request.email)} is removed; their sessions have ended.\n`
  }
}

function listPeople(people: readonly Person[]): string {
  if (people.length === 0) return 'There is nobody; add makes somebody.\n'
  return drawTable(
    ['email', 'role', 'tenant'],
    people.map(({ email, role, tenantId }) => [email, role, tenantId]),
  )
}
