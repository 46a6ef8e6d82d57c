import { readFileSync } from 'node:fs'

export type ProcessFacts = { name: string; state: string; startTicks: string }

/** What the kernel says of a process, or null when there is none. A zombie (state Z) still has facts. */
export function processFacts(pid: number): ProcessFacts | null {
  const text = readOrNull(`/proc/${pid}/stat`)
  const parts = text === null ? null : /^\d+ \((.*)\) (.*)$/s.exec(text)
  if (!parts) return null
  const [, name = '', rest = ''] = parts
  const fields = rest.split(' ')
  return { name, state: fields[0] ?? '', startTicks: fields[19] ?? '' }
}

/** When a living process started, or null: with the pid it names a process for good, which the pid alone does not. */
export function processStart(pid: number): string | null {
  const facts = processFacts(pid)
  if (!facts || facts.state === 'Z' || facts.state === 'X') return null
  return `${bootId()}.${facts.startTicks}`
}

// Ticks count from the boot of the machine: without its id, a process of an earlier boot could look alive.
function bootId(): string {
  return readOrNull('/proc/sys/kernel/random/boot_id')?.slice(0, 8) ?? 'boot'
}

/** The text of a file under /proc, or null when it is gone or not ours to read. */
export function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
