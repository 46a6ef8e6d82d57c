import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { exportForm } from '@/lib/admin/export-form'
import { allResponses } from '@/lib/admin/forms/all-responses'
import { responsesAsCsv, responsesAsJson } from '@/lib/admin/forms/export-responses'
import { type ImportFormResult, importForm } from '@/lib/admin/import-form'
import { createWorkflowSource } from '@/lib/agents/create-workflow-source'
import type { Clock } from '@/lib/domain/clock'
import { isAppError } from '@/lib/domain/errors'
import { tenant } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'
import { parseJsonBody } from '@/lib/http/parse-json-body'
import { CliFailure } from './cli-failure'
import { drawTable } from './draw-table'
import { type FormsRequest, formsUsage, parseFormsRequest } from './forms-request'
import { visibleLine, visibleText } from './visible-text'

type FormsStore = Pick<Store, 'access' | 'agents' | 'forms' | 'knowledge' | 'providers'>

export type FormsWorld = {
  argv: readonly string[]
  openStore: () => Promise<FormsStore & Pick<Store, 'close'>>
  /** Whether the environment names a model: forms may ask for what only a model does. */
  hasModel: boolean
  /** Of the server, for links: scheme, host and port. */
  address: string
  clock: Clock
  stdout: Writable
  stderr: Writable
}

type Work = Omit<FormsWorld, 'argv' | 'openStore'> & { store: FormsStore }
type Asked<Act> = Extract<FormsRequest, { act: Act }>

/** `npm run forms`. Answers the exit status: 0, 1 where something failed, 2 for a command line that makes no sense. */
export async function runForms({ argv, openStore, ...world }: FormsWorld): Promise<number> {
  try {
    const request = parseFormsRequest(argv)
    if (request.act === 'help') {
      world.stdout.write(formsUsage)
      return 0
    }
    const store = await openStore()
    try {
      await perform(request, { ...world, store })
    } finally {
      await store.close()
    }
    return 0
  } catch (failure) {
    if (!(failure instanceof CliFailure) && !isAppError(failure)) throw failure
    world.stderr.write(`${visibleText(told(failure))}\n`)
    return failure instanceof CliFailure ? failure.exitCode : 1
  }
}

async function perform(request: Exclude<FormsRequest, { act: 'help' }>, work: Work): Promise<void> {
  const { tenantId } = request
  if (!(await work.store.access.getTenant(tenant(tenantId), tenantId)))
    throw new CliFailure(`There is no tenant ${tenantId}.`)
  switch (request.act) {
    case 'list':
      return list(request, work)
    case 'import':
      return importFile(request, work)
    case 'export':
      return exportTo(request, work)
  }
}

async function list({ tenantId }: Asked<'list'>, { store, stdout }: Work): Promise<void> {
  const forms = await store.forms.listForms(tenant(tenantId), tenantId)
  const rows = forms.map(({ id, name, activeVersion, isActive, counts }) => [
    ...[String(id), name, activeVersion === null ? null : String(activeVersion), isActive ? 'open' : 'closed'],
    ...[String(counts.started), String(counts.completed)],
  ])
  const columns = ['id', 'name', 'version', 'state', 'begun', 'completed']
  stdout.write(rows.length === 0 ? 'There are no forms; import makes one.\n' : drawTable(columns, rows))
}

async function importFile(
  { file, ...wanted }: Asked<'import'>,
  { store, hasModel, clock, address, ...out }: Work,
): Promise<void> {
  const bytes = await readFile(file).catch((error: Error) => {
    throw new CliFailure(`${file} cannot be read: ${error.message}`)
  })
  const { tenantId, dryRun, activate, notes } = wanted
  const capabilities = { hasModel, providers: [], customActions: [] }
  const result = await importForm({ store, clock, capabilities, warmVersion: () => undefined }, tenant(tenantId), {
    ...{ tenantId, dryRun, activate, notes, createdBy: 'npm run forms' },
    ...{ document: documentIn(file, bytes), documentText: bytes.toString('utf8') },
  })
  for (const warning of result.validationWarnings) out.stderr.write(`Warning: ${visibleLine(warning)}\n`)
  out.stdout.write(`${visibleLine(outcomeOf(result, activate))}\n`)
  if (!dryRun) out.stdout.write(`${address}/chat?form_fields_id=${result.formId}\n`)
}

function documentIn(file: string, bytes: Buffer): unknown {
  try {
    return parseJsonBody(bytes)
  } catch (error) {
    throw isAppError(error) ? new CliFailure(error.publicMessage.replace('The request body', file)) : error
  }
}

function outcomeOf({ name, formId, version, action }: ImportFormResult, activate: boolean): string {
  if (action === 'validated') return `${name} is valid; nothing was written.`
  return `${name} is form ${formId}, version ${version}${activate ? ', and in force' : '; it is not in force yet'}.`
}

async function exportTo(request: Asked<'export'>, { store, stdout }: Work): Promise<void> {
  const { tenantId, formId, what, reveal, file } = request
  const scope = tenant(tenantId)
  // Found out before a file is begun.
  const { document } = await exportForm({ store }, scope, { tenantId, formId })
  const ports = { store, workflows: createWorkflowSource(store.agents) }
  const pages = () => allResponses(ports, scope, { tenantId, formId, reveal })
  const parts = {
    csv: () => responsesAsCsv(pages(), { bom: false }),
    json: () => responsesAsJson(pages(), { formId }),
    document: () => [document],
  }
  const target = file === null ? stdout : createWriteStream(file)
  await pipeline(Readable.from(parts[what]()), target, { end: file !== null }).catch((error: Error) => {
    throw isAppError(error) ? error : new CliFailure(`It cannot be written: ${error.message}`)
  })
}

// A document's problems one a line.
function told(failure: Error): string {
  if (!isAppError(failure) || failure.problems.length === 0) return failure.message
  return failure.problems.map(({ path, message }) => `${path}: ${message}`).join('\n')
}
