// One process at a time: a lock file that names its owner by pid and start time, so that a dead owner's is taken over.
import { randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Runs `work` while no other process holds `file`; waits for the one that does. */
export async function withLock(file, work) {
  mkdirSync(dirname(file), { recursive: true })
  const mine = `${process.pid} ${startTime(process.pid)} ${randomUUID()}`
  while (!take(file, mine)) await sleep(100)
  try {
    return await work()
  } finally {
    if (readIfThere(file) === mine) rmSync(file, { force: true })
  }
}

// Written beside and linked into place: nobody sees a lock that does not name its owner yet.
function take(file, mine) {
  const beside = `${file}.${mine.split(' ')[2]}`
  writeFileSync(beside, mine)
  try {
    linkSync(beside, file)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    const owner = readIfThere(file)
    if (owner !== null && !isAlive(owner)) clear(file, owner, `${beside}.old`)
    return false
  } finally {
    rmSync(beside, { force: true })
  }
}

// Moved away before it is judged again: of two that find a dead owner's lock, the slower must not remove the faster's own.
function clear(file, owner, aside) {
  try {
    renameSync(file, aside)
    if (readIfThere(aside) !== owner) linkSync(aside, file)
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

function isAlive(owner) {
  const [pid, started] = owner.split(' ')
  return /^\d+$/.test(pid) && startTime(pid) === started
}

/** When a process started, in clock ticks since boot; null where there is none, or only its unreaped remains. */
function startTime(pid) {
  const stat = readIfThere(`/proc/${pid}/stat`)
  if (stat === null) return null
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields[0] === 'Z' ? null : (fields[19] ?? null)
}

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return null
    throw error
  }
}
