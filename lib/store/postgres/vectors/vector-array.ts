/** An array of vectors in PostgreSQL's binary form (`array_recv`, `vector_recv`); as text it would take ten times as long. */
export function vectorArray(typeId: number, vectors: readonly Float32Array[]): Uint8Array<ArrayBuffer> {
  const size = vectors.reduce((sum, { length }) => sum + 8 + 4 * length, 20)
  const view = new DataView(new ArrayBuffer(size))
  // One dimension, no nulls, the element's type, how many, numbered from 1.
  for (const [at, number] of [1, 0, typeId, vectors.length, 1].entries()) view.setInt32(4 * at, number)
  let at = 20
  for (const vector of vectors) {
    view.setInt32(at, 4 + 4 * vector.length)
    view.setInt16(at + 4, vector.length)
    at += 8
    for (const number of vector) {
      view.setFloat32(at, number)
      at += 4
    }
  }
  return new Uint8Array(view.buffer)
}
