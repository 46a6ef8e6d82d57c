import { Readable, type Transform } from 'node:stream'
import { constants, createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib'

// A compressed answer that was cut still gives what it held so far.
const cutGzip = { finishFlush: constants.Z_SYNC_FLUSH }
const decoders: Record<string, () => Transform> = {
  gzip: () => createGunzip(cutGzip),
  'x-gzip': () => createGunzip(cutGzip),
  deflate: () => createInflate(cutGzip),
  br: () => createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH }),
  zstd: () => createZstdDecompress({ finishFlush: constants.ZSTD_e_flush }),
}

/**
 * The answer as text, at most `maxBytes` of it before and after decompression; never half a character.
 * Throws where the encoding is unknown, doubled or broken, and what reading `chunks` throws.
 */
export async function readAnswer(
  chunks: AsyncIterable<Uint8Array>,
  headers: { encoding: string; contentType: string },
  maxBytes: number,
): Promise<{ body: string; truncated: boolean }> {
  const raw = { cut: false }
  const bounded = upTo(chunks, maxBytes, raw)
  const plain = { cut: false }
  const text = textDecoder(headers.contentType)
  let body = ''
  for await (const chunk of upTo(decoded(bounded, headers.encoding), maxBytes, plain))
    body += text.decode(chunk, { stream: true })
  const truncated = raw.cut || plain.cut
  return { body: truncated ? body : body + text.decode(), truncated }
}

async function* upTo(chunks: AsyncIterable<Uint8Array>, maxBytes: number, told: { cut: boolean }) {
  let left = maxBytes
  for await (const chunk of chunks) {
    if (chunk.length > left) {
      told.cut = true
      if (left > 0) yield chunk.subarray(0, left)
      return
    }
    left -= chunk.length
    yield chunk
  }
}

function decoded(chunks: AsyncIterable<Uint8Array>, encoding: string): AsyncIterable<Uint8Array> {
  const name = encoding.trim().toLowerCase()
  if (name === '' || name === 'identity') return chunks
  const decoder = Object.hasOwn(decoders, name) ? decoders[name] : undefined
  if (!decoder) throw new Error(`the answer has an unknown encoding: ${name.slice(0, 40)}`)
  const source = Readable.from(chunks, { objectMode: false })
  const output = decoder()
  source.once('error', (error) => output.destroy(error))
  output.once('close', () => source.destroy())
  return source.pipe(output)
}

function textDecoder(contentType: string): TextDecoder {
  const [, charset = 'utf-8'] = /charset\s*=\s*"?([^\s";]+)/i.exec(contentType) ?? []
  try {
    return new TextDecoder(charset)
  } catch {
    // A charset that nobody knows: UTF-8 is the likeliest truth.
    return new TextDecoder()
  }
}
