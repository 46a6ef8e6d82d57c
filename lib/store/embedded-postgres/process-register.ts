import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { processStart } from '@/lib/store/embedded-postgres/process-start'

export type Registration = { leave(): void }

/** Enters this process into a folder of processes: one empty file each, named `pid_start_random`. */
export function joinRegister(folder: string): Registration & { name: string } {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const name = `${process.pid}_${processStart(process.pid)}_${randomBytes(4).toString('hex')}`
  const path = join(folder, name)
  writeFileSync(path, '', { mode: 0o600, flag: 'wx' })
  return { name, leave: () => rmSync(path, { force: true }) }
}

/** The entries whose processes live. Entries of dead processes are removed: their names are never used again. */
export function livingIn(folder: string): string[] {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return readdirSync(folder).filter((name) => {
    const [pid = '', start] = name.split('_')
    if (processStart(Number(pid)) === start) return true
    rmSync(join(folder, name), { force: true, recursive: true })
    return false
  })
}
