/** Whether two documents run the same: where nodes stand in the graph changes nothing. */
export function isSameAgent(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one, withoutLayout) === JSON.stringify(other, withoutLayout)
}

function withoutLayout(key: string, value: unknown): unknown {
  return key === 'layout' ? undefined : value
}
