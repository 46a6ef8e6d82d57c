import { endianness } from 'node:os'

/** Vectors of one length, one after another. */
export function joinVectors(vectors: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const width = vectors[0]?.length ?? 0
  const joined = new Float32Array(vectors.length * width)
  for (const [row, vector] of vectors.entries()) joined.set(vector, row * width)
  return joined
}

/** As 32-bit little-endian numbers. */
export function packVectors(vectors: readonly Float32Array[]): Uint8Array<ArrayBuffer> {
  return littleEndian(new Uint8Array(joinVectors(vectors).buffer))
}

export function unpackVectors(packed: Uint8Array): Float32Array<ArrayBuffer> {
  return new Float32Array(littleEndian(Uint8Array.from(packed)).buffer)
}

/** The vectors of so many sentences; none where there are none. */
export function splitVectors(packed: Uint8Array, sentences: number): Float32Array[] {
  const joined = unpackVectors(packed)
  const width = joined.length / sentences
  if (width === 0 || !Number.isInteger(width)) return []
  return Array.from({ length: sentences }, (_, at) => joined.subarray(at * width, (at + 1) * width))
}

function littleEndian(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (endianness() === 'BE') Buffer.from(bytes.buffer).swap32()
  return bytes
}
