import { expect, test } from 'vitest'
import { createLiveSessions } from './live-sessions'

test('everybody who is connected to a session hears of its end, once', () => {
  const sessions = createLiveSessions()
  const heard: string[] = []
  for (const name of ['one', 'other']) sessions.onEnd('a', (end) => heard.push(`${name} ${end}`))
  sessions.onEnd('b', (end) => heard.push(`b ${end}`))
  sessions.ended('a', 'superseded')
  sessions.ended('a', 'closed')
  sessions.ended('nobody’s', 'closed')
  expect(heard).toEqual(['one superseded', 'other superseded'])
})

test('who has left hears nothing', () => {
  const sessions = createLiveSessions()
  const heard: string[] = []
  const leave = sessions.onEnd('a', (end) => heard.push(end))
  leave()
  sessions.ended('a', 'closed')
  expect(heard).toEqual([])
})

test('a session is connected while somebody listens, and counts once more after the last one has left', () => {
  const sessions = createLiveSessions()
  const leaveFirst = sessions.onEnd('a', () => {})
  const leaveSecond = sessions.onEnd('a', () => {})
  sessions.onEnd('b', () => {})
  leaveFirst()
  expect(sessions.connected()).toEqual(['a', 'b'])
  leaveSecond()
  expect(sessions.connected()).toEqual(['b', 'a'])
  expect(sessions.connected()).toEqual(['b'])
})

test('a session that ended is connected no more', () => {
  const sessions = createLiveSessions()
  const leave = sessions.onEnd('a', () => {})
  sessions.ended('a', 'expired')
  leave()
  expect(sessions.connected()).toEqual([])
})
