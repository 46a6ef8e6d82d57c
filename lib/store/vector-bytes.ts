const size = 512
const bytesEach = size * Float32Array.BYTES_PER_ELEMENT

/** Vectors one after another, as 32-bit little-endian numbers. */
export function packVectors(vectors: readonly Float32Array[]): Uint8Array<ArrayBuffer> {
  const packed = new Uint8Array(vectors.length * bytesEach)
  const view = new DataView(packed.buffer)
  for (const [row, vector] of vectors.entries())
    for (const [column, value] of vector.entries()) view.setFloat32(row * bytesEach + column * 4, value, true)
  return packed
}

export function unpackVectors(packed: Uint8Array): Float32Array[] {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  return Array.from({ length: packed.byteLength / bytesEach }, (_, row) =>
    Float32Array.from({ length: size }, (_, column) => view.getFloat32(row * bytesEach + column * 4, true)),
  )
}
