import type { ReplyPart } from '@/lib/domain/language'

/**
 * The same parts with the words joined that came in one turn of the event loop: what follows a token costs more than the
 * token. The words themselves stay as they are; what fails, fails after the words before it.
 */
export async function* joinDeltas(reply: AsyncIterable<ReplyPart>): AsyncGenerator<ReplyPart> {
  const parts = reply[Symbol.asyncIterator]()
  let coming = parts.next()
  try {
    for (let next = await coming; !next.done; next = await coming) {
      coming = parts.next()
      if (next.value.type !== 'text-delta') {
        yield next.value
        continue
      }
      const tick = new Promise<null>((resolve) => setImmediate(resolve, null))
      let { text } = next.value
      for (;;) {
        const more = await Promise.race([coming.catch(() => null), tick])
        if (more?.value?.type !== 'text-delta') break
        text += more.value.text
        coming = parts.next()
      }
      yield { type: 'text-delta', text }
    }
  } finally {
    // A reader that leaves waits for nothing: what is still to come may be long in coming.
    coming.catch(() => undefined)
    parts.return?.().catch(() => undefined)
  }
}
