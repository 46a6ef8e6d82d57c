import type { Finding } from './agents-wire'

/** What is wrong with one property, or with something below it. */
export function findingAt(findings: readonly Finding[], path: string): Finding | null {
  return findings.find((finding) => isAt(finding, path)) ?? null
}

/** All that a field has. */
export function findingsOfField(findings: readonly Finding[], index: number): Finding[] {
  return findings.filter((finding) => isAt(finding, fieldPath(index)))
}

export function fieldPath(index: number): string {
  return `form.fields[${index}]`
}

/** The field that a finding is about; null: the form. */
export function fieldOfFinding({ path }: Finding): number | null {
  const [, index] = /^form\.fields\[(\d+)\]/.exec(path) ?? []
  return index === undefined ? null : Number(index)
}

function isAt({ path }: Finding, place: string): boolean {
  return path === place || path.startsWith(`${place}.`) || path.startsWith(`${place}[`)
}
