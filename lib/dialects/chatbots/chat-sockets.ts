import type { SocketEndpoint } from '@/lib/http/accept-sockets'
import { ChatSocket } from './chat-socket'
import { createSeats } from './seats'
import type { SocketServices } from './socket-services'

/** Contract 4, Connect to WebSocket: `/ws/chat/{session_id}`. */
export function chatSockets(services: SocketServices): SocketEndpoint {
  const seats = createSeats(services.liveSessions)
  return {
    prefix: '/ws/chat/',
    protocol: 'parley',
    open: (socket, call) => new ChatSocket(socket, call, { services, seats }),
  }
}
