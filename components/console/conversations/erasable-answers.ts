import type { VariableRow } from '@/lib/client/console/conversation-wire'

/** What somebody said in a conversation by which they can be found in others: words and numbers, each with its field. Pure. */
export function erasableAnswers(variables: readonly VariableRow[]): { field: string; value: string }[] {
  return variables.flatMap(({ name, value }) => {
    if (typeof value !== 'string' && typeof value !== 'number') return []
    const said = String(value).trim()
    return said === '' ? [] : [{ field: name, value: said }]
  })
}
