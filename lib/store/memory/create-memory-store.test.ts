import { describe } from 'vitest'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { storeSuite } from '@/lib/store/store-suite'

describe('the memory store', () => {
  storeSuite(async () => {
    let passedMs = 0
    const clock = { now: () => Date.now() + passedMs, monotonic: () => performance.now() + passedMs }
    const store = createMemoryStore(clock)
    return {
      store,
      async passTime(ms) {
        passedMs += ms
      },
      close: () => store.close(),
    }
  })
})
