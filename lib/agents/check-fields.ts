import { z } from 'zod'
import type { PathStep } from './document-path'
import { fieldsOf, parseFieldCondition } from './parse-field-condition'
import type { Finding } from './zod-findings'

const outline = z.object({ id: z.string().catch(''), condition: z.string().nullable().catch(null) })
const outlines = z.array(outline.catch({ id: '', condition: null })).catch([])

/**
 * The rules that look at more than one field of a list that may be wrong anywhere: ids that stand twice, conditions that name
 * a field which is asked later. `others`: whether a condition may name what is no field here, such as a workflow's variable.
 */
export function checkFields(fields: unknown, path: readonly PathStep[], others: 'allowed' | 'unknown'): Finding[] {
  const list = outlines.parse(fields)
  const ids = list.map(({ id }) => id)
  return list.flatMap(({ id, condition }, index) => {
    const first = ids.indexOf(id)
    const twice = `"${id}" is already the id of ${path.at(-1)}[${first}]`
    return [
      ...(id !== '' && first < index ? [{ path: [...path, index, 'id'], message: twice }] : []),
      ...problemsOf(condition, ids, index, others).map((message) => ({ path: [...path, index, 'condition'], message })),
    ]
  })
}

function problemsOf(
  text: string | null,
  ids: readonly string[],
  index: number,
  others: 'allowed' | 'unknown',
): string[] {
  const condition = parseFieldCondition(text ?? '')
  if (condition === null) return []
  return fieldsOf(condition).flatMap((name) => {
    const at = ids.indexOf(name)
    if (at < 0) return others === 'allowed' ? [] : [`there is no field "${name}"`]
    if (at === index) return [`"${name}" is the field itself`]
    return at > index ? [`"${name}" is asked after this field`] : []
  })
}
