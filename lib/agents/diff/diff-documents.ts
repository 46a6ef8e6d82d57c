import type { Change } from '@/lib/domain/agent-document'
import { diffParts, partsBy, partsIn } from './diff-parts'
import { diffSettings } from './diff-settings'
import { diffTransitions } from './diff-transitions'
import type { Place } from './place'
import { listOf, type Raw, rawOf, shown, textOf } from './raw'

/** What is another in `after` than in `before`, in words: documents of any kind, finished or not. Pure; throws nothing. */
export function diffDocuments(before: unknown, after: unknown): Change[] {
  const [was, is] = [rawOf(before), rawOf(after)]
  return [
    ...diffNodes(rawOf(was.workflow), rawOf(is.workflow)),
    ...diffParts(
      ...(['intent', globalIntents(was), globalIntents(is)] as const),
      whole('workflow.global_intents', 'the whole conversation'),
    ),
    ...diffParts('field', fieldsOf(was), fieldsOf(is), whole('form.fields', 'the form')),
    ...diffSettings(rawOf(was.workflow), rawOf(is.workflow), whole('workflow', 'the workflow'), [
      'nodes',
      'global_intents',
      // Where nodes stand in the editor's graph: no conversation goes another way for it.
      'layout',
    ]),
    ...diffSettings(rawOf(was.form), rawOf(is.form), whole('form', 'the form'), ['fields']),
    ...diffSettings(rawOf(was.assistant), rawOf(is.assistant), whole('assistant', 'the assistant')),
    ...diffSettings(rawOf(was.agent), rawOf(is.agent), whole('agent', 'the agent')),
    ...diffSettings(was, is, whole('', 'the document'), heads),
  ]
}

const heads = ['workflow', 'form', 'assistant', 'agent', 'form_fields']

function whole(path: string, called: string): Place {
  return { nodeId: null, nodeName: null, path, called }
}

function globalIntents({ workflow }: Raw) {
  return partsIn(rawOf(workflow).global_intents, 'workflow.global_intents')
}

function fieldsOf({ form, form_fields }: Raw) {
  if (form_fields !== undefined) return partsBy('field_id', listOf(form_fields), 'form_fields')
  return partsBy('id', listOf(rawOf(form).fields), 'form.fields')
}

function diffNodes(before: Raw, after: Raw): Change[] {
  const [was, is] = [nodesOf(before), nodesOf(after)]
  const nameOf = (id: string) => `“${is.get(id)?.name ?? was.get(id)?.name ?? id}”`
  const made = [...is].flatMap(([id, node]): Change[] => {
    const old = was.get(id)
    if (old) return diffNode(id, old.value, node, nameOf)
    const words = `The node ${nameOf(id)} is new${gist(node.value)}`
    return [{ kind: 'node_added', nodeId: id, nodeName: node.name, words, after: node.value, path: node.path }]
  })
  const gone = [...was].flatMap(([id, { value, name, path }]): Change[] =>
    is.has(id)
      ? []
      : [
          {
            kind: 'node_removed',
            nodeId: id,
            nodeName: name,
            words: `The node “${name}” is gone`,
            before: value,
            path,
          },
        ],
  )
  return [...made, ...gone]
}

type RawNode = { value: Raw; name: string; path: string }

function nodesOf({ nodes }: Raw): Map<string, RawNode> {
  return new Map(
    listOf(nodes).flatMap((one, index) => {
      const value = rawOf(one)
      const id = textOf(value.id)
      if (id === null) return []
      return [[id, { value, name: textOf(value.name)?.trim() || id, path: `workflow.nodes[${index}]` }] as const]
    }),
  )
}

function gist({ static_text, system_prompt }: Raw): string {
  if (textOf(static_text)) return `: it says ${shown(static_text)}`
  return textOf(system_prompt) ? `: it is told ${shown(system_prompt)}` : ''
}

function diffNode(
  nodeId: string,
  before: Raw,
  { value, name, path }: RawNode,
  nameOf: (id: string) => string,
): Change[] {
  const place: Place = { nodeId, nodeName: name, path, called: `the node “${name}”` }
  const parts = ['transitions', 'intents', 'variables', 'fields']
  const own = diffSettings(before, value, place, parts)
  return [
    ...own.map((change): Change => (change.kind === 'setting_changed' ? { ...change, kind: 'node_changed' } : change)),
    ...diffTransitions(before.transitions, value.transitions, place, nameOf),
    ...diffParts(
      ...(['intent', partsIn(before.intents, `${path}.intents`), partsIn(value.intents, `${path}.intents`)] as const),
      place,
    ),
    ...diffParts('variable', variablesOf(before, path), variablesOf(value, path), place),
    ...diffParts('field', nodeFields(before, path), nodeFields(value, path), place),
  ]
}

function variablesOf({ variables }: Raw, path: string) {
  return partsBy('variable_name', listOf(variables), `${path}.variables`)
}

function nodeFields({ fields }: Raw, path: string) {
  return partsBy('id', listOf(fields), `${path}.fields`)
}
