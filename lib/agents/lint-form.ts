import { compileForm } from './compile-form'
import { documentPath, type PathStep } from './document-path'
import type { FormConfig } from './form-config'
import { lintFields } from './lint/lint-fields'
import type { Capabilities } from './lint/lint-needs'

/** What is valid in a form and probably not meant: `path: what`. `fieldsAt`: where its document has its fields. */
export function lintForm(form: FormConfig, fieldsAt: readonly string[], capabilities: Capabilities): string[] {
  const { nodes } = compileForm(form, { agentId: '', version: 0 })
  const node = nodes.get('form')
  if (node?.type !== 'collect') return []
  const ids = node.fields.map(({ id }) => id)
  const provider = form.llm?.provider_id ?? null
  const isKnown = provider !== null && capabilities.providers.includes(provider)
  const at = (index: number, key: PathStep) => documentPath([...fieldsAt, index, key], ids)
  return [
    ...(provider === null || isKnown
      ? []
      : [`form.llm.provider_id: the provider "${provider}" is not configured here: the default model serves`]),
    ...missingBase(form.knowledge_base?.trim(), capabilities.knowledgeBases),
    ...form.fields.flatMap((field, index) =>
      field.required === true && field.when_used_up === 'skip'
        ? [`${at(index, 'when_used_up')}: is required, and yet passed over when it cannot be read`]
        : [],
    ),
    ...lintFields(node.fields, capabilities.hasModel || isKnown).map(
      ({ index, key, message }) => `${at(index, key)}: ${message}`,
    ),
  ]
}

function missingBase(base: string | undefined, known: readonly string[] | undefined): string[] {
  if (!base || known === undefined || known.includes(base)) return []
  return [`form.knowledge_base: there is no knowledge base "${base}" yet: nothing is found until there is`]
}
