import { inflateRawSync, inflateSync } from 'node:zlib'
import { Unreadable } from './block'

/** Of everything in one document, in bytes. */
const maxUnpackedBytes = 100 * 1024 * 1024

/** Unpacks piece after piece and stops in the middle of the one that goes past 100 MB in all: nothing larger is ever held. */
export function createInflater() {
  let left = maxUnpackedBytes

  function count(bytes: number): void {
    left -= bytes
    if (left < 0) throw tooLarge()
  }

  function unpack(inflate: typeof inflateSync, packed: Uint8Array): Uint8Array | null {
    try {
      const unpacked = inflate(packed, { maxOutputLength: left + 1 })
      count(unpacked.byteLength)
      return unpacked
    } catch (error) {
      if (error instanceof Unreadable) throw error
      if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge()
      return null
    }
  }

  return {
    count,
    /** Null where the bytes are damaged. */
    raw: (packed: Uint8Array) => unpack(inflateRawSync, packed),
    zlib: (packed: Uint8Array) => unpack(inflateSync, packed),
  }
}

function tooLarge(): Unreadable {
  return new Unreadable('It unpacks to more than 100 MB.')
}
