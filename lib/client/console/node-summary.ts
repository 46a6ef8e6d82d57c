import { type NodeDocument, nodeType } from './agent-document'
import { isRecord } from './is-record'

/** What a node says or does, in one line. */
export function nodeSummary(node: NodeDocument): string {
  return summaries[nodeType(node)]?.(node) ?? nodeType(node)
}

const summaries: Record<string, (node: NodeDocument) => string> = {
  standard: spoken,
  retrieve_variable: (node) => {
    const names = [text(node.variable_name), ...list(node.variables).map((one) => text(field(one, 'variable_name')))]
    return ofAll('finds', names, 'finds nothing yet')
  },
  api_call: (node) => {
    const { method, url } = isRecord(node.api_call) ? node.api_call : {}
    return text(url) ? `${text(method) || 'GET'} ${text(url)}` : 'no address yet'
  },
  agent_transfer: (node) => (text(node.target_agent_id) ? `to ${text(node.target_agent_id)}` : 'to nobody yet'),
  end_call: (node) => spoken(node, 'ends the conversation'),
  collect: (node) =>
    ofAll(
      'asks',
      list(node.fields).map((one) => text(field(one, 'label')) || text(field(one, 'id'))),
      'asks nothing yet',
    ),
  assist: (node) => spoken(node, 'answers'),
}

function spoken(node: NodeDocument, otherwise = 'says nothing yet'): string {
  const said = text(node.static_text)
  if (said) return `“${said}”`
  return text(node.system_prompt) || otherwise
}

function ofAll(verb: string, names: readonly string[], none: string): string {
  const known = names.filter((name) => name !== '')
  return known.length > 0 ? `${verb} ${known.join(', ')}` : none
}

/** The first words of it, on one line: a card shows no more. */
function text(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 160).replaceAll(/\s+/g, ' ').trim() : ''
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function field(value: unknown, key: string): unknown {
  return isRecord(value) ? value[key] : undefined
}
