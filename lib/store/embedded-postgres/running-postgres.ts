import { readdirSync, readlinkSync } from 'node:fs'
import { processFacts, readOrNull } from '@/lib/store/embedded-postgres/process-start'

export type PostgresProcess = { pid: number }

/** The living processes, postmaster and children, of the cluster in `folder` (a real path). Zombies are not among them. */
export function postgresOn(folder: string): PostgresProcess[] {
  return postgresWhere((pid) => {
    const at = workingFolder(pid)
    // Where the kernel does not show us another account's folder, the command line does.
    return at === null ? commandFolder(pid) === folder : at === folder
  })
}

/** Processes of a cluster that lay at this path and whose folder was removed under them: nothing left to serve. */
export function postgresOnDeleted(folder: string): PostgresProcess[] {
  return postgresWhere((pid) => workingFolder(pid) === `${folder} (deleted)`)
}

/** The one that started the others; null when only orphans are left. */
export function postmasterOf(processes: readonly PostgresProcess[]): PostgresProcess | null {
  return processes.find((one) => commandFolder(one.pid) !== null) ?? null
}

function postgresWhere(matches: (pid: number) => boolean): PostgresProcess[] {
  return readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return []
    const pid = Number(entry)
    const facts = processFacts(pid)
    if (facts?.name !== 'postgres' || facts.state === 'Z' || !matches(pid)) return []
    return [{ pid }]
  })
}

function workingFolder(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return null
  }
}

// Only the postmaster keeps its command line; its children write what they do in its place.
function commandFolder(pid: number): string | null {
  const words = readOrNull(`/proc/${pid}/cmdline`)?.split('\0') ?? []
  const at = words.indexOf('-D')
  return at === -1 ? null : (words[at + 1] ?? null)
}
