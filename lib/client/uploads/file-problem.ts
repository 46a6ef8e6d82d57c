export const maxFileBytes = 25 * 1024 * 1024

/** As a file input takes them. */
export const readableKinds = '.pdf,.docx,.doc,.md,.markdown,.html,.htm,.txt,.text,.csv,.tsv'

export type FileProblem = 'kind' | 'size' | 'empty'

/** Why it is no use to send this file; null where only the server can say. */
export function fileProblem({ name, size }: { name: string; size: number }): FileProblem | null {
  const ending = /\.[^.]+$/.exec(name.toLowerCase())?.[0] ?? ''
  if (!readableKinds.split(',').includes(ending)) return 'kind'
  if (size === 0) return 'empty'
  return size > maxFileBytes ? 'size' : null
}
