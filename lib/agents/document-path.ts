export type PathStep = string | number

/**
 * A place in a configuration as people look for it: `workflow.nodes[3] (collect_info).transitions[0].target`.
 * `nodeIds`: ids by position, blank where a node has none.
 */
export function documentPath(steps: readonly PathStep[], nodeIds: readonly string[]): string {
  const path = steps.reduce<string>((written, step, index) => {
    if (typeof step === 'number') {
      const id = index === 2 && steps[1] === 'nodes' ? nodeIds[step] : undefined
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
