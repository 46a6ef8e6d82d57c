import { readFile } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { diffDocuments } from '@/lib/agents/diff/diff-documents'
import { isAppError } from '@/lib/domain/errors'
import { parseJsonBody } from '@/lib/http/parse-json-body'
import { adminApiKey } from './admin-api-key'
import { type AgentRequest, agentUsage, type Compared, parseAgentRequest } from './agent-request'
import { type AgentsApi, createAgentsApi, type TestRun } from './agents-api'
import { CliFailure } from './cli-failure'
import { createSignedClient } from './signed-client'
import type { TerminalEnvironment } from './terminal-environment'
import { visibleLine, visibleText } from './visible-text'

export type AgentWorld = {
  argv: readonly string[]
  environment: TerminalEnvironment
  stdout: Writable
  stderr: Writable
  /** Pauses before further tries, in milliseconds. */
  pausesMs?: readonly number[]
}

type Work = { api: AgentsApi; stdout: Writable; stderr: Writable }
type Asked<Act> = Extract<AgentRequest, { act: Act }>

/** `npm run agent`. Answers the exit status: 0, 1 where something is wrong or failed, 2 for a command line that makes no sense. */
export async function runAgent({ argv, environment, stdout, stderr, pausesMs }: AgentWorld): Promise<number> {
  try {
    const request = parseAgentRequest(argv)
    if (request.act === 'help') {
      stdout.write(agentUsage)
      return 0
    }
    const apiKey = await adminApiKey(environment)
    const client = createSignedClient({ origin: request.origin, apiKey, ...(pausesMs ? { pausesMs } : {}) })
    const isFine = await perform(request, { api: createAgentsApi(client, request.tenantId), stdout, stderr })
    return isFine ? 0 : 1
  } catch (failure) {
    if (!(failure instanceof CliFailure)) throw failure
    stderr.write(`${visibleText(failure.message)}\n`)
    return failure.exitCode
  }
}

async function perform(request: Exclude<AgentRequest, { act: 'help' }>, work: Work): Promise<boolean> {
  switch (request.act) {
    case 'lint':
      return lint(request, work)
    case 'test':
      return test(request, work)
    case 'diff':
      return diff(request, work)
    case 'publish':
      return publish(request, work)
  }
}

async function lint({ files }: Asked<'lint'>, { api, stdout }: Work): Promise<boolean> {
  let errors = 0
  for (const file of files) {
    const findings = await api.lint(await documentIn(file))
    errors += findings.filter(({ level }) => level === 'error').length
    for (const { level, path, message } of findings) say(stdout, `${file}: ${level}: ${path}: ${message}`)
    if (findings.length === 0) say(stdout, `${file}: nothing is wrong`)
  }
  return errors === 0
}

async function test({ agent, file, version }: Asked<'test'>, { api, stdout }: Work): Promise<boolean> {
  const tried = file === null ? (version === null ? {} : { version }) : { document: await documentIn(file) }
  return told(await api.runTests(agent, tried), stdout)
}

function told({ ok, results }: TestRun, stdout: Writable): boolean {
  for (const { name, ok: isOk, ms, steps } of results) {
    say(stdout, `${isOk ? 'ok  ' : 'FAIL'} ${name} (${ms} ms)`)
    for (const { says, said, misses } of steps) {
      if (misses.length === 0) continue
      say(stdout, `       ${says === null ? 'at the beginning' : `“${says}”`}: “${said}”`)
      for (const miss of misses) say(stdout, `         ${miss}`)
    }
  }
  const passed = results.filter((result) => result.ok).length
  say(stdout, results.length === 0 ? 'It has no tests.' : `${passed} of ${results.length} tests passed.`)
  return ok
}

async function diff({ agent, from, to }: Asked<'diff'>, { api, stdout }: Work): Promise<boolean> {
  const [before, after] = [await compared(agent, from, api), await compared(agent, to, api)]
  const changes = diffDocuments(before, after)
  for (const { words } of changes) say(stdout, words)
  if (changes.length === 0) say(stdout, 'Nothing has changed.')
  return true
}

async function compared(agent: string, side: Compared, api: AgentsApi): Promise<unknown> {
  if (side === 'draft') return (await api.readDraft(agent)).document
  return 'file' in side ? documentIn(side.file) : api.readVersion(agent, side.version)
}

async function publish(
  { agent, file, notes, isTested, replaces }: Asked<'publish'>,
  { api, stdout }: Work,
): Promise<boolean> {
  const document = file === null ? null : await documentIn(file)
  const draft = await api.readDraft(agent)
  if (document === null && draft.revision === 0) throw new CliFailure('There is no draft to publish.')
  if (document !== null && draft.revision > 0 && !replaces)
    throw new CliFailure('Somebody is making a draft of this agent. --replace writes over it.')
  if (isTested && !told(await api.runTests(agent, document === null ? {} : { document }), stdout)) {
    say(stdout, 'Nothing was published.')
    return false
  }
  const { revision } = document === null ? draft : await api.saveDraft(agent, document, draft.revision)
  const { version } = await api.publish(agent, revision, notes)
  say(stdout, `Version ${version} is in force.`)
  return true
}

async function documentIn(file: string): Promise<unknown> {
  const bytes = await readFile(file).catch((error: Error) => {
    throw new CliFailure(`${file} cannot be read: ${error.message}`)
  })
  try {
    return parseJsonBody(bytes)
  } catch (error) {
    throw isAppError(error) ? new CliFailure(error.publicMessage.replace('The request body', file)) : error
  }
}

function say(stdout: Writable, line: string): void {
  stdout.write(`${visibleLine(line)}\n`)
}
