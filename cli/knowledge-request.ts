import { usageFailure } from './cli-failure'
import { demoTenant } from './demo-ids'
import { parseLine } from './parse-line'

export type KnowledgeRequest =
  | { act: 'help' }
  | { act: 'add'; tenantId: string; base: string; files: string[] }
  | { act: 'list'; tenantId: string; base: string | null }
  | { act: 'search'; tenantId: string; base: string; question: string }
  | { act: 'remove'; tenantId: string; documentId: string }

export const knowledgeUsage = `Documents that agents answer from: PDF, DOCX, Markdown, HTML, text and CSV.

  npm run knowledge -- add FILE… --base NAME          reads them into a base, making it where there is none
  npm run knowledge -- list [--base NAME]             the bases, or the documents of one
  npm run knowledge -- search "question" --base NAME  what would be quoted, best first
  npm run knowledge -- remove DOCUMENT_ID             takes one out, at once

  -b, --base NAME   name or id of the knowledge base
  -t, --tenant ID   whose it is (the demo tenant)
`

const options = {
  tenant: { type: 'string', short: 't' },
  base: { type: 'string', short: 'b' },
  help: { type: 'boolean', short: 'h' },
} as const

/** Throws CliFailure, with the usage, where the command line makes no sense. */
export function parseKnowledgeRequest(argv: readonly string[]): KnowledgeRequest {
  const { values, positionals } = parseLine(argv, options, knowledgeUsage)
  const [act, ...rest] = positionals
  const { tenant: tenantId = demoTenant, base } = values
  const [first] = rest
  if (values.help) return { act: 'help' }
  if (act === 'list' && rest.length === 0) return { act, tenantId, base: base ?? null }
  if (act === 'remove' && first !== undefined && rest.length === 1) return { act, tenantId, documentId: first }
  if ((act === 'add' || act === 'search') && first !== undefined) {
    const named = nameOf(base)
    if (act === 'add') return { act, tenantId, base: named, files: rest }
    return { act, tenantId, base: named, question: rest.join(' ') }
  }
  throw usageFailure(`Say add FILE…, list, search "question" or remove DOCUMENT_ID.\n\n${knowledgeUsage}`)
}

function nameOf(base: string | undefined): string {
  const name = base?.trim() ?? ''
  if (name === '' || name.length > 100) throw usageFailure('Name the knowledge base: --base NAME, 1 to 100 characters.')
  return name
}
