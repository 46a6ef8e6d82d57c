import type { DocumentFinding } from '@/lib/domain/agent-document'
import { compileDocument, kindOfDocument } from './compile-document'
import type { Capabilities } from './lint/lint-needs'
import { lintForm } from './lint-form'
import { lintWorkflow } from './lint-workflow'
import { parseFormDocument } from './parse-form-document'

type Told = { path: string; message: string }

/** All that is wrong with a document of any kind, or, where nothing is, what is probably not meant. Pure; throws nothing. */
export function lintDocument(value: unknown, capabilities: Capabilities): DocumentFinding[] {
  const kind = kindOfDocument(value)
  const compiled = compileDocument(kind, value, { agentId: '', version: 0 })
  if (!compiled.ok) return compiled.problems.map((problem) => findingOf('error', problem, value))
  const told = kind === 'form' ? formWarnings(value, capabilities) : lintWorkflow(compiled.workflow, capabilities)
  const placed = kind === 'assistant' ? told.map(inAssistant) : told
  return placed.map((warning) => findingOf('warning', warning, value))
}

// Its document knows nothing of the one node that it compiles to.
function inAssistant({ path, message }: Told): Told {
  return { path: path.replace(/^workflow(?:\.nodes\[0\] \(assistant\))?/, 'assistant'), message }
}

function formWarnings(value: unknown, capabilities: Capabilities): Told[] {
  const parsed = parseFormDocument(value)
  if (!parsed.ok) return []
  return lintForm(parsed.config, parsed.fieldsAt, capabilities).map((line) => {
    const cut = line.indexOf(': ')
    return { path: line.slice(0, cut), message: line.slice(cut + 2) }
  })
}

export function findingOf(level: DocumentFinding['level'], { path, message }: Told, value: unknown): DocumentFinding {
  const [place, list = '', index = ''] = /^(workflow\.nodes|form\.fields|form_fields)\[(\d+)\]/.exec(path) ?? []
  if (place === undefined) return { level, path, nodeId: null, message }
  const id = idAt(value, [...list.split('.'), index])
  const rest = path.slice(place.length)
  const named = ` (${id})`
  return {
    level,
    path: place + (rest.startsWith(named) ? rest.slice(named.length) : rest),
    nodeId: list === 'workflow.nodes' ? id : null,
    message,
  }
}

function idAt(value: unknown, steps: readonly string[]): string | null {
  const found = steps.reduce<unknown>((at, step) => keyOf(at, step), value)
  const id = keyOf(found, 'id') ?? keyOf(found, 'field_id')
  return typeof id === 'string' ? id : null
}

function keyOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}
