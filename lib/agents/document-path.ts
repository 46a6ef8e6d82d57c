export type PathStep = string | number

const named = new Set(['workflow.nodes', 'form.fields', 'form_fields'])

/**
 * A place in a configuration as people look for it: `workflow.nodes[3] (collect_info).transitions[0].target`, or
 * `form.fields[2] (email).choices`. `ids`: those of the nodes or fields by position, blank where one has none.
 */
export function documentPath(steps: readonly PathStep[], ids: readonly string[]): string {
  const path = steps.reduce<string>((written, step, index) => {
    if (typeof step === 'number') {
      const id = named.has(steps.slice(0, index).join('.')) ? ids[step] : undefined
      return `${written}[${step}]${id ? ` (${id})` : ''}`
    }
    if (!/^[\w-]+$/.test(step)) return `${written}[${JSON.stringify(step)}]`
    return written ? `${written}.${step}` : step
  }, '')
  return path || '(document)'
}

export function nodePath(nodeIds: readonly string[], nodeId: string, ...rest: PathStep[]): string {
  return documentPath(['workflow', 'nodes', nodeIds.indexOf(nodeId), ...rest], nodeIds)
}
