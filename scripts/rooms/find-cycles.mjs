/** Files that import one another in a circle, one breach for each circle. `graph`: file → its imports, with their lines. */
export function findCycles(graph) {
  const seen = new Set()
  const breaches = []
  for (const start of graph.keys()) {
    const trail = []
    const places = new Map()
    follow(start)

    function follow(file) {
      if (seen.has(file) && !places.has(file)) return
      seen.add(file)
      places.set(file, trail.length)
      trail.push(file)
      for (const { target, line } of graph.get(file) ?? []) {
        if (places.has(target)) breaches.push(cycle([...trail.slice(places.get(target)), target], file, line))
        else follow(target)
      }
      trail.pop()
      places.delete(file)
    }
  }
  return breaches
}

function cycle(files, file, line) {
  return { file, line, rule: `files import one another in a circle: ${files.join(' → ')}` }
}
