import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ApiError } from '../api-error'
import type { AgentDocument } from './agent-document'
import type { DraftView, SavedDraft } from './agents-wire'
import { type DraftPorts, openDraft } from './draft-store'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const named = (name: string): AgentDocument => ({ agent: { id: 'desk', name } })
const name = (value: string) => () => named(value)

const view = (document: AgentDocument, revision = 1): DraftView => ({
  document,
  revision,
  ...{ based_on: 1, updated_by: 'eve@example.org', updated_at: '2026-01-01T00:00:00.000Z', editors: [] },
})

/** A server that holds one draft, and a browser that keeps one text. */
function world(first: DraftView, kept: string | null = null) {
  let there = first
  let isAway = false
  const browser = { kept }
  const saves: string[] = []
  const ports: DraftPorts = {
    async save(document, revision): Promise<SavedDraft> {
      if (isAway) throw new ApiError(0, 'away', 'OFFLINE', null)
      if (revision !== there.revision) throw new ApiError(409, 'stale', 'CONFLICT', null)
      there = { ...there, document, revision: revision + 1 }
      saves.push(String(document.agent?.name))
      return { revision: revision + 1, findings: [{ level: 'warning', path: 'agent', message: 'looked at' }] }
    },
    load: async () => there,
    kept: {
      read: () => browser.kept,
      write: (value) => {
        browser.kept = value
      },
      drop: () => {
        browser.kept = null
      },
    },
    asApiError: (error) => (error instanceof ApiError ? error : null),
  }
  return {
    open: () => openDraft(there, ports),
    saves,
    browser,
    setAway: (value: boolean) => {
      isAway = value
    },
    somebodySaves: (document: AgentDocument) => {
      there = view(document, there.revision + 1)
    },
    there: () => there,
  }
}

const soon = () => vi.advanceTimersByTimeAsync(900)

test('a change is there at once and saved a moment later, with what was found in it', async () => {
  const { open, saves, browser } = world(view(named('A')))
  const draft = open()
  draft.change('name', name('B'))
  expect(draft.read()).toMatchObject({ document: named('B'), saving: 'saving' })
  expect(saves).toEqual([])
  await soon()
  expect(draft.read()).toMatchObject({ saving: 'saved', revision: 2, findings: [{ message: 'looked at' }] })
  expect([saves, browser.kept]).toEqual([['B'], null])
})

test('typing is one save and one step back', async () => {
  const { open, saves } = world(view(named('A')))
  const draft = open()
  for (const text of ['B', 'Be', 'Bel']) {
    draft.change('name', name(text))
    await vi.advanceTimersByTimeAsync(100)
  }
  await soon()
  expect(saves).toEqual(['Bel'])
  draft.undo()
  expect(draft.read().document).toEqual(named('A'))
  draft.redo()
  expect(draft.read().document).toEqual(named('Bel'))
})

test('what is undone is saved too', async () => {
  const { open, saves } = world(view(named('A')))
  const draft = open()
  draft.change('name', name('B'))
  await soon()
  draft.undo()
  await soon()
  expect(saves).toEqual(['B', 'A'])
  expect(draft.read().saving).toBe('saved')
})

test('a change made while another is being saved is saved after it', async () => {
  const { open, saves } = world(view(named('A')))
  const draft = open()
  draft.change('name', name('B'))
  const first = draft.flush()
  draft.change('other', name('C'))
  await first
  expect(draft.read().saving).toBe('saving')
  await soon()
  expect([saves, draft.read().saving]).toEqual([['B', 'C'], 'saved'])
})

describe('leaving', () => {
  test('without a line: the browser keeps the change, and it is saved when the page is opened again', async () => {
    const { open, saves, setAway, browser } = world(view(named('A')))
    setAway(true)
    const draft = open()
    draft.change('name', name('B'))
    await soon()
    expect(draft.read().saving).toBe('offline')
    draft.close()
    expect(browser.kept).not.toBeNull()
    setAway(false)
    const again = open()
    expect(again.read()).toMatchObject({ document: named('B'), saving: 'saving' })
    await soon()
    expect([saves, browser.kept]).toEqual([['B'], null])
  })

  test('before the pause is over: the change is sent at once', async () => {
    const { open, saves } = world(view(named('A')))
    const draft = open()
    draft.change('name', name('B'))
    draft.close()
    await vi.advanceTimersByTimeAsync(0)
    expect(saves).toEqual(['B'])
  })
})

test('once the line is back it is saved without anybody doing anything', async () => {
  const { open, saves, setAway } = world(view(named('A')))
  setAway(true)
  const draft = open()
  draft.change('name', name('B'))
  await soon()
  setAway(false)
  await vi.advanceTimersByTimeAsync(5_000)
  expect([saves, draft.read().saving]).toEqual([['B'], 'saved'])
})

describe('where somebody else saved meanwhile', () => {
  async function inConflict() {
    const all = world(view(named('A')))
    const draft = all.open()
    all.somebodySaves(named('Theirs'))
    draft.change('name', name('Mine'))
    await soon()
    return { ...all, draft }
  }

  test('nothing is overwritten, and ours stays', async () => {
    const { draft, saves, there } = await inConflict()
    expect(draft.read()).toMatchObject({
      saving: 'conflict',
      document: named('Mine'),
      conflict: { theirs: { document: named('Theirs'), updated_by: 'eve@example.org' } },
    })
    draft.change('other', name('Mine too'))
    await soon()
    expect([saves, there().document]).toEqual([[], named('Theirs')])
  })

  test('theirs can be taken, and ours still be had back', async () => {
    const { draft } = await inConflict()
    draft.takeTheirs()
    expect(draft.read()).toMatchObject({ document: named('Theirs'), saving: 'saved', conflict: null })
    draft.undo()
    expect(draft.read().document).toEqual(named('Mine'))
  })

  test('ours can be kept as the new draft', async () => {
    const { draft, there } = await inConflict()
    draft.keepMine()
    await soon()
    expect(draft.read().saving).toBe('saved')
    expect(there().document).toEqual(named('Mine'))
  })

  test('what this browser kept of an older draft is no reason to overwrite the newer one', async () => {
    const kept = JSON.stringify({ document: named('Mine'), revision: 1 })
    const { open, saves } = world(view(named('Theirs'), 2), kept)
    const draft = open()
    await soon()
    expect(draft.read()).toMatchObject({ document: named('Mine'), saving: 'conflict' })
    expect(saves).toEqual([])
  })

  test('an answer that was lost is no conflict: what we sent is there', async () => {
    const { open, somebodySaves } = world(view(named('A')))
    const draft = open()
    somebodySaves(named('B'))
    draft.change('name', name('B'))
    await soon()
    expect(draft.read()).toMatchObject({ saving: 'saved', revision: 2, conflict: null })
  })
})
