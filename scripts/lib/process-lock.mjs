// One process at a time: a lock file that holds the owner's pid and start time, so that a dead owner's is taken over.
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** When a process started, in clock ticks since boot; null where there is no such process (or no /proc to ask). */
function startTime(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return null
    throw error
  }
}

/** Runs `work` while no other process holds `file`; waits for the one that does. */
export async function withLock(file, work) {
  mkdirSync(dirname(file), { recursive: true })
  while (!take(file)) await sleep(100)
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

function take(file) {
  try {
    const handle = openSync(file, 'wx')
    writeFileSync(handle, `${process.pid} ${startTime(process.pid)}`)
    closeSync(handle)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    const [pid, started] = readOwner(file)
    if (pid !== undefined && startTime(pid) !== started) rmSync(file, { force: true })
    return false
  }
}

// Between its creation and its first byte the file is empty: then its owner is still writing.
function readOwner(file) {
  try {
    const text = readFileSync(file, 'utf8')
    return text === '' ? [] : text.split(' ')
  } catch (error) {
    if (error.code === 'ENOENT') return []
    throw error
  }
}
