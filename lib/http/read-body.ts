import { AppError } from '@/lib/domain/errors'

/** In bytes, where a row says nothing else. */
const usualBodyBytes = 1_048_576

const nothing = new Uint8Array(0)

type Reader = ReadableStreamDefaultReader<Uint8Array>

/**
 * The whole body, read once: a signature covers its bytes. Never holds more than the limit, whatever a length header says.
 * Throws PAYLOAD_TOO_LARGE past `maxBytes`, BAD_REQUEST where the client broke off.
 */
export async function readBody(request: Request, maxBytes: number = usualBodyBytes): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length')) > maxBytes) {
    discardBody(request)
    throw tooLarge(maxBytes)
  }
  if (!request.body) return nothing
  const reader: Reader = request.body.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  for (let chunk = await next(reader); chunk; chunk = await next(reader)) {
    size += chunk.byteLength
    if (size > maxBytes) {
      discardRest(reader)
      throw tooLarge(maxBytes)
    }
    chunks.push(chunk)
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size)
}

/** For a request that is refused without a look at its body. Returns at once. */
export function discardBody(request: Request): void {
  if (request.body) discardRest(request.body.getReader())
}

/** Read on and keep nothing: Next pushes into its stream whether or not anyone reads, and breaks if it is cancelled. */
function discardRest(reader: Reader): void {
  const drain = async () => {
    while (await next(reader));
  }
  drain().catch(() => {
    // The client broke off; it was answered already.
  })
}

async function next(reader: Reader): Promise<Uint8Array | undefined> {
  try {
    return (await reader.read()).value
  } catch (cause) {
    throw new AppError('BAD_REQUEST', 'The request body could not be read', { cause })
  }
}

function tooLarge(maxBytes: number): AppError {
  const megabytes = Math.floor(maxBytes / 1_048_576)
  return new AppError('PAYLOAD_TOO_LARGE', `The request body must not be larger than ${megabytes} MB`)
}
