import { readFile } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { addAddress, addLoadedSource } from '@/lib/admin/data/add-source'
import type { DataAdminPorts } from '@/lib/admin/data/data-admin-ports'
import { identityText } from '@/lib/admin/data/identity-rule'
import { removeSource } from '@/lib/admin/data/remove-source'
import { requireSource } from '@/lib/admin/data/require-source'
import { tryQuery } from '@/lib/admin/data/try-query'
import type { DataSource, QueryResult } from '@/lib/domain/data-source'
import { isAppError } from '@/lib/domain/errors'
import { tenant } from '@/lib/domain/scope'
import { CliFailure } from './cli-failure'
import { type DataRequest, dataUsage, parseDataRequest } from './data-request'
import { drawTable } from './draw-table'
import { visibleLine, visibleText } from './visible-text'

export type DataWorld = {
  argv: readonly string[]
  open: () => Promise<{ ports: DataAdminPorts; close(): Promise<void> }>
  /** A variable of the environment. */
  environmentValue: (name: string) => string | undefined
  stdout: Writable
  stderr: Writable
}

/** `npm run data`. Answers the exit status: 0, 1 where something failed, 2 for a command line that makes no sense. */
export async function runData({ argv, open, environmentValue, stdout, stderr }: DataWorld): Promise<number> {
  try {
    const request = parseDataRequest(argv)
    if (request.act === 'help') {
      stdout.write(dataUsage)
      return 0
    }
    const { ports, close } = await open()
    try {
      stdout.write(await perform(request, ports, environmentValue))
      return 0
    } finally {
      await close()
    }
  } catch (failure) {
    if (!(failure instanceof CliFailure) && !isAppError(failure)) throw failure
    stderr.write(`${visibleText(failure.message)}\n`)
    return failure instanceof CliFailure ? failure.exitCode : 1
  }
}

async function perform(
  request: Exclude<DataRequest, { act: 'help' }>,
  ports: DataAdminPorts,
  environmentValue: DataWorld['environmentValue'],
): Promise<string> {
  const { tenantId } = request
  const scope = tenant(tenantId)
  switch (request.act) {
    case 'import': {
      const bytes = await bytesOf(request.file)
      const { source, leftOut } = await addLoadedSource(ports, scope, request, (id) => ports.loader.loadFile(id, bytes))
      const rest = leftOut.length === 0 ? '' : `Left out of the script: ${leftOut.join(', ')}.\n`
      return `${source.name} is loaded.\n${rest}\n${drawTables(source)}`
    }
    case 'connect': {
      const url = environmentValue(request.variable)
      if (!url) throw new CliFailure(`${request.variable} is not set.`)
      const { name, identity } = request
      const { source } = await addAddress(ports, scope, { tenantId, name, identity, url })
      return `${source.name} is connected.\n\n${drawTables(source)}`
    }
    case 'list':
      return list(await ports.store.data.listSources(scope, tenantId))
    case 'show':
      return show(await requireSource(ports, scope, { tenantId, source: request.name }))
    case 'query': {
      const wanted = { tenantId, source: request.name, sql: request.sql, as: request.as }
      const result = await tryQuery(ports, scope, wanted, new AbortController().signal)
      if ('kind' in result) throw new CliFailure(`${result.kind}: ${result.message}`)
      return drawResult(result)
    }
    case 'remove':
      await removeSource(ports, scope, { tenantId, source: request.name })
      return `${visibleLine(request.name)} is removed.\n`
    default:
      return request satisfies never
  }
}

async function bytesOf(file: string): Promise<Uint8Array> {
  return readFile(file).catch((error: Error) => {
    throw new CliFailure(`${file} cannot be read: ${error.message}`)
  })
}

function list(sources: readonly DataSource[]): string {
  if (sources.length === 0) return 'There are no data sources; import makes one.\n'
  return drawTable(
    ['name', 'kind', 'tables', 'identity'],
    sources.map(({ name, kind, schema, identity }) => [
      ...[name, kind, String(schema.tables.length), identity && identityText(identity)],
    ]),
  )
}

function drawTables({ schema, identity }: DataSource): string {
  const personal = new Set(identity?.rows.map(({ table }) => table))
  return drawTable(
    ['table', 'rows', 'columns', 'seen by'],
    schema.tables.map(({ name, rows, columns, isAllowed }) => [
      ...[name, rows === null ? null : String(rows), String(columns.length)],
      isAllowed ? (personal.has(name) ? 'its person' : 'everybody') : 'nobody',
    ]),
  )
}

function show(source: DataSource): string {
  const columns = source.schema.tables.flatMap((table) =>
    table.columns.map(({ name, sqlType, isAllowed, note, synonyms }) => [
      ...[`${table.name}.${name}`, sqlType, isAllowed && table.isAllowed ? null : 'hidden'],
      [note, ...synonyms].filter(Boolean).join(', '),
    ]),
  )
  return `${drawTables(source)}\n${drawTable(['column', 'type', '', 'also called'], columns)}`
}

function drawResult({ columns, rows, isCut, ms }: QueryResult): string {
  const cells = rows.map((row) => row.map((value) => (value === null ? null : String(value))))
  const table =
    columns.length === 0
      ? ''
      : drawTable(
          columns.map(({ name }) => name),
          cells,
        )
  return `${table}${rows.length} ${rows.length === 1 ? 'row' : 'rows'}${isCut ? ', and more' : ''} in ${ms} ms\n`
}
