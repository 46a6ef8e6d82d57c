/** Cosine of the nearest of these vectors (of unit length, one after another), and which one it is; 0 where there is none. */
export function nearest(vectors: Float32Array, query: Float32Array): { cosine: number; sentence: number } {
  const width = query.length
  let best = { cosine: 0, sentence: 0 }
  if (width === 0 || vectors.length % width !== 0) return best
  for (let start = 0; start < vectors.length; start += width) {
    const cosine = dot(vectors, start, query)
    if (cosine > best.cosine) best = { cosine, sentence: start / width }
  }
  return best
}

// Four sums at a time: about twice as fast, as none of them waits for the one before.
function dot(vectors: Float32Array, start: number, query: Float32Array): number {
  let one = 0
  let two = 0
  let three = 0
  let four = 0
  let at = 0
  for (; at + 3 < query.length; at += 4) {
    one += (vectors[start + at] ?? 0) * (query[at] ?? 0)
    two += (vectors[start + at + 1] ?? 0) * (query[at + 1] ?? 0)
    three += (vectors[start + at + 2] ?? 0) * (query[at + 2] ?? 0)
    four += (vectors[start + at + 3] ?? 0) * (query[at + 3] ?? 0)
  }
  for (; at < query.length; at++) one += (vectors[start + at] ?? 0) * (query[at] ?? 0)
  return one + two + three + four
}
