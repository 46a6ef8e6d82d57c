// A line to a server that a test may cut.
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

export type CuttableLine = {
  /** The server's address over this line. */
  url: string
  /** Breaks all connections, as a network does. New ones are taken at once. */
  cut: () => void
  /** Breaks all connections and takes none until `mend`. */
  hold: () => void
  mend: () => void
  close: () => Promise<void>
}

export async function openLine(serverUrl: string): Promise<CuttableLine> {
  const { hostname, port } = new URL(serverUrl)
  const sockets = new Set<Socket>()
  let isHeld = false
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    // A cut is what this is for.
    socket.on('error', () => socket.destroy())
  }
  const line = createServer((client) => {
    keep(client)
    if (isHeld) return void client.destroy()
    const server = connect(Number(port), hostname)
    keep(server)
    client.pipe(server).pipe(client)
    client.on('close', () => server.destroy())
    server.on('close', () => client.destroy())
  })
  line.listen(0, '127.0.0.1')
  await once(line, 'listening')
  const address = line.address()
  if (typeof address !== 'object' || !address) throw new Error('the line has no port')
  const cut = () => {
    for (const socket of sockets) socket.resetAndDestroy()
  }
  return {
    url: `http://127.0.0.1:${address.port}`,
    cut,
    hold() {
      isHeld = true
      cut()
    },
    mend() {
      isHeld = false
    },
    async close() {
      line.close()
      cut()
      await once(line, 'close')
    },
  }
}
