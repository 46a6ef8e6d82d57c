import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import type { Clock } from '@/lib/domain/clock'
import { platform } from '@/lib/domain/scope'
import { retiredKeyLifeMs, type SigningKey, type TokenStore } from '@/lib/domain/token-store'

/** How old the list may be that tells which key signs. */
const listFreshMs = 5_000
/** A key that the list does not know is asked for at most this often, however many tokens name one. */
const unknownEveryMs = 1_000

export type SigningKeys = {
  /** The key that signs now. `id` null: the one of servers whose keys were never changed. */
  current(): Promise<{ id: string | null; key: KeyObject }>
  /** Null: there is none, or what it signed is over. */
  find(id: string | null): Promise<KeyObject | null>
}

/**
 * The keys of tokens: the store has their ids, each key is derived from `secret` and its id. The list is read again in the
 * background, so that a database which is away keeps nobody waiting once it has been read.
 */
export function createSigningKeys(ports: {
  secret: Uint8Array
  store: Pick<TokenStore, 'listSigningKeys'>
  clock: Clock
}): SigningKeys {
  const { secret, store, clock } = ports
  const derived = new Map<string | null, KeyObject>([[null, createSecretKey(secret)]])
  let known: readonly SigningKey[] | null = null
  let reading: Promise<readonly SigningKey[]> | null = null
  let readAt = Number.NEGATIVE_INFINITY

  const read = (): Promise<readonly SigningKey[]> => {
    readAt = clock.monotonic()
    reading ??= store
      .listSigningKeys(platform)
      .then((keys) => {
        known = keys
        return keys
      })
      .finally(() => {
        reading = null
      })
    return reading
  }

  const list = async (): Promise<readonly SigningKey[]> => {
    if (!known) return read()
    // What is known serves until the next answer.
    if (clock.monotonic() - readAt >= listFreshMs) read().catch(() => undefined)
    return known
  }

  const keyOf = (id: string | null): KeyObject => {
    const key = derived.get(id) ?? createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `token key ${id}`, 32)))
    derived.set(id, key)
    return key
  }

  const isKnown = (keys: readonly SigningKey[], id: string | null): boolean => {
    // The first key was made when the one without an id retired.
    const retiredAt = id === null ? (keys.at(-1)?.createdAt ?? null) : keys.find((key) => key.id === id)?.retiredAt
    return retiredAt === null || (retiredAt !== undefined && clock.now() < retiredAt + retiredKeyLifeMs)
  }

  return {
    async current() {
      const id = (await list())[0]?.id ?? null
      return { id, key: keyOf(id) }
    },
    async find(id) {
      const keys = await list()
      if (isKnown(keys, id)) return keyOf(id)
      // Another process may have made it a moment ago.
      if (clock.monotonic() - readAt < unknownEveryMs) return null
      return isKnown(await read(), id) ? keyOf(id) : null
    },
  }
}
