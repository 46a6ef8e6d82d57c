export type Driven = {
  /** In milliseconds, one a turn. */
  latencies: number[]
  seconds: number
}

/** Clients side by side, each asking again as soon as it has its answer, for about so many seconds. */
export async function drive(clients: readonly (() => Promise<void>)[], seconds: number): Promise<Driven> {
  const began = performance.now()
  const until = began + seconds * 1000
  const latencies: number[] = []
  await Promise.all(
    clients.map(async (takeTurn) => {
      for (let now = performance.now(); now < until; now = performance.now()) {
        await takeTurn()
        latencies.push(performance.now() - now)
      }
    }),
  )
  return { latencies, seconds: (performance.now() - began) / 1000 }
}
