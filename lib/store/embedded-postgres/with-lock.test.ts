import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTick } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { joinRegister } from '@/lib/store/embedded-postgres/process-register'
import { withLock } from '@/lib/store/embedded-postgres/with-lock'

describe('withLock', () => {
  const home = mkdtempSync(join(tmpdir(), 'parley-lock-'))
  const freshFolder = () => mkdtempSync(join(home, 'lock-'))
  afterAll(() => rmSync(home, { recursive: true, force: true }))

  test('of many that come at once, one works at a time and all get their turn', async () => {
    const folder = freshFolder()
    let working = 0
    const seen = await Promise.all(
      Array.from({ length: 8 }, () =>
        withLock(folder, 10_000, async () => {
          working += 1
          const now = working
          await nextTick()
          working -= 1
          return now
        }),
      ),
    )
    expect(seen).toEqual(Array(8).fill(1))
  })

  test('a lock whose holder died is taken, and its entry removed', async () => {
    const folder = freshFolder()
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `${process.pid}_otherboot.5_abcd`), '')
    expect(await withLock(folder, 1000, async () => readdirSync(folder).length)).toBe(1)
  })

  test('work that fails gives the lock back', async () => {
    const folder = freshFolder()
    await expect(withLock(folder, 1000, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(readdirSync(folder)).toEqual([])
  })

  test('who waits in vain is told which process holds it', async () => {
    const folder = freshFolder()
    const holder = joinRegister(folder)
    const waiting = withLock(folder, 30, async () => 'in')
    await expect(waiting).rejects.toThrow(`Process ${process.pid} has been starting or stopping`)
    holder.leave()
  })
})
