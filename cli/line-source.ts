import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { CliFailure } from './cli-failure'

/** Where the words come from. `place` names a line for an error message; null where a person has just typed it. */
export type LineSource = {
  kind: 'typed' | 'piped' | 'script'
  /** The next line, or null at the end. The prompt shows only where somebody types. */
  next(prompt: string): Promise<{ text: string; place: string | null } | null>
  close(): void
}

export function typedLines(
  input: Readable,
  output: Writable,
  options: { completions: readonly string[]; onInterrupt: () => void },
): LineSource {
  const typed = createInterface({
    input,
    output,
    terminal: true,
    completer: (line: string) => [options.completions.filter((name) => name.startsWith(line)), line],
  })
  let open = true
  typed.on('close', () => {
    open = false
  })
  typed.on('SIGINT', () => {
    options.onInterrupt()
    typed.close()
  })
  const lines = typed[Symbol.asyncIterator]()
  return {
    kind: 'typed',
    async next(prompt) {
      if (open) {
        typed.setPrompt(prompt)
        typed.prompt()
      }
      const line = await lines.next()
      return line.done ? null : { text: line.value, place: null }
    },
    close: () => typed.close(),
  }
}

export function pipedLines(input: Readable): LineSource {
  const piped = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
  // Asked for at once: lines that arrive before the first `next` would be lost.
  const lines = piped[Symbol.asyncIterator]()
  let number = 0
  return {
    kind: 'piped',
    async next() {
      const line = await lines.next()
      number += 1
      return line.done ? null : { text: line.value, place: `line ${number}` }
    },
    close: () => piped.close(),
  }
}

/** Lines of a file; `#` begins a comment line. Throws CliFailure where the file cannot be read. */
export async function scriptLines(file: string): Promise<LineSource> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new CliFailure(`The script ${file} cannot be read (${cause.code}).`)
  })
  const lines = text
    .split(/\r?\n/)
    .map((line, index) => ({ text: line, place: `${file}:${index + 1}` }))
    .filter((line) => !line.text.trimStart().startsWith('#'))
    .values()
  return {
    kind: 'script',
    next: async () => lines.next().value ?? null,
    close: () => {},
  }
}
