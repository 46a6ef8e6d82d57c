import { followTurn, openTurn } from '@/lib/conversations/read-turn'
import { startTurn } from '@/lib/conversations/start-turn'
import type { SessionEnd } from '@/lib/domain/chatbot'
import { AppError, isAppError } from '@/lib/domain/errors'
import { formatPlace, type Place, parsePlace } from '@/lib/domain/place'
import { type Scope, tenant } from '@/lib/domain/scope'
import type { SocketCall, SocketTalk } from '@/lib/http/accept-sockets'
import { scopedIdempotency } from '@/lib/http/idempotency'
import type { LiveSocket } from '@/lib/http/live-socket'
import { FrameSender } from './frame-sender'
import { openSeat, type Seat } from './open-seat'
import { readSaid, type Said } from './read-said'
import type { Seats } from './seats'
import type { SocketServices } from './socket-services'
import { createTurnFrames } from './turn-frames'

/** Messages that may wait for the answer that is being given. */
const maxWaiting = 8

/** Contract 4's socket: what its user says is heard message by message, each answer told to its end before the next. */
export class ChatSocket implements SocketTalk {
  private readonly sender: FrameSender
  private seat: Seat | null = null
  /** What the client has heard. */
  private place: Place | null = null
  private work: Promise<void>
  private waiting = 0
  private hasLeft = false
  private reading: AbortController | null = null
  private leaveSeat: () => void = () => undefined

  constructor(
    private readonly socket: LiveSocket,
    call: SocketCall,
    private readonly ports: { services: SocketServices; seats: Seats },
  ) {
    this.sender = new FrameSender(socket)
    this.work = this.begin(call)
  }

  message(bytes: Buffer, isBinary: boolean): void {
    try {
      const said = readSaid(bytes, isBinary)
      if (this.waiting >= maxWaiting) throw new AppError('BUSY', tooMany, { retryAfterSeconds: 5 })
      this.waiting += 1
      // Messages that come before the handshake is done wait for it too.
      this.work = this.work.then(() => this.hear(said))
    } catch (error) {
      this.complain(error)
    }
  }

  cleared(): void {
    this.sender.flush()
  }

  closed(): void {
    this.hasLeft = true
    this.leaveSeat()
    this.reading?.abort()
  }

  async idle(): Promise<void> {
    for (let seen: Promise<void> | null = null; seen !== this.work; await seen) seen = this.work
  }

  /** The session ended elsewhere. */
  end(end: SessionEnd): void {
    const isSuperseded = end === 'superseded'
    if (isSuperseded) this.complain(new AppError('CONFLICT', 'This chat was opened somewhere else.'))
    this.socket.close(isSuperseded ? 4409 : 1000, `The session ended: ${end}.`)
  }

  private async begin(call: SocketCall): Promise<void> {
    const { services, seats } = this.ports
    try {
      this.seat = await openSeat(call, services)
      if (this.hasLeft) return
      this.leaveSeat = seats.take(this.seat.session.id, this)
      // Whoever could not be told what is missing comes back for it.
      await this.welcome(this.seat, parsePlace(call.query.get('seq') ?? ''))
    } catch (error) {
      this.refuse(error)
    }
  }

  // After a cut the rest of what was being told comes first, then whatever is being answered now.
  private async welcome({ session, chatbotName }: Seat, from: Place | null): Promise<void> {
    const message = `Connected to ${chatbotName}. You can start chatting!`
    this.place = from
    this.sender.send({
      ...{ type: 'session_info', session_id: session.id, chatbot_name: chatbotName, message },
      seq: this.seq(),
    })
    const { conversations } = this.ports.services
    const { conversationId, tenantId } = session
    const scope = tenant(tenantId)
    if (from) await this.goOn(scope, conversationId, from)
    const loaded = await conversations.store.loadForTurn(scope, { id: conversationId }, null)
    const turnId = loaded?.running?.turnId
    if (turnId && turnId !== this.place?.turnId) await this.tell(turnId, { from: null, said: null })
  }

  private async goOn(scope: Scope, conversationId: string, from: Place): Promise<void> {
    try {
      const { conversations } = this.ports.services
      const turn = await openTurn(conversations, scope, { conversationId, turnId: from.turnId })
      await this.tell(turn.id, { from, said: null })
    } catch (error) {
      if (!isAppError(error) || error.code !== 'NOT_FOUND') throw error
      this.place = null
      this.complain(new AppError('NOT_FOUND', 'There is nothing in this conversation to go on with after that seq.'))
    }
  }

  private async hear({ text, key }: Said): Promise<void> {
    this.waiting -= 1
    const { seat, socket } = this
    const { services } = this.ports
    // Who has left after saying something is heard all the same; whom we have shown out is not.
    if (!seat || socket.isClosing) return
    try {
      const { conversationId, tenantId, agentId } = seat.session
      await services.tokens.requireStillGood(seat.bearer)
      services.limits.countMessage(seat.caller, agentId)
      await services.spending.checkBudget(tenantId, agentId)
      const input = { ref: { id: conversationId }, text, idempotency: key === null ? null : ownKey(seat, key, text) }
      const { turnId } = await startTurn(services.conversations, tenant(tenantId), input)
      const from = this.place?.turnId === turnId ? this.place : null
      await this.tell(turnId, { from, said: { key } })
    } catch (error) {
      this.complain(error)
    }
  }

  private async tell(
    turnId: string,
    heard: { from: Place | null; said: { key: string | null } | null },
  ): Promise<void> {
    const { seat, ports } = this
    if (!seat || this.hasLeft) return
    const { chatbotName, session } = seat
    const reading = new AbortController()
    this.reading = reading
    const framesOf = createTurnFrames({ chatbotName, ...heard })
    const ref = { conversationId: session.conversationId, turnId }
    const parts = followTurn(ports.services.conversations, tenant(session.tenantId), ref, reading.signal)
    for await (const part of parts) {
      for (const frame of framesOf(part)) this.sender.send(frame)
      this.place = part.place
    }
    this.reading = null
  }

  private refuse(error: unknown): void {
    this.complain(error)
    const isOurs = !isAppError(error) || error.code === 'BUSY' || error.code === 'SERVER_ERROR'
    this.socket.close(isOurs ? 1011 : 1008, isAppError(error) ? error.publicMessage.slice(0, 100) : 'Internal error')
  }

  private complain(error: unknown): void {
    const failure = isAppError(error) ? error : new AppError('SERVER_ERROR', 'Internal server error', { cause: error })
    if (failure.code === 'SERVER_ERROR')
      this.ports.services.log.error('a socket failed', { session: this.seat?.session.id ?? null, error: String(error) })
    const { code, publicMessage: message, retryAfterSeconds } = failure
    const wait = retryAfterSeconds === null ? {} : { retry_after: Math.max(1, Math.ceil(retryAfterSeconds)) }
    this.sender.send({ type: 'error', message, code, ...wait, seq: this.seq() })
    if (code === 'UNAUTHORIZED') this.socket.close(1008, message)
  }

  private seq(): string {
    return this.place ? formatPlace(this.place) : '0'
  }
}

const tooMany = 'Too many messages are waiting. Wait for the answer, then send yours again.'

// Of this person in this conversation: it holds after a cut, in another session of it and on another server.
function ownKey({ bearer, session, caller }: Seat, key: string, text: string) {
  const request = { method: 'SEND', path: session.conversationId, client: caller.client, body: Buffer.from(text) }
  return scopedIdempotency(key, { principal: bearer, request, endpoint: `chatbot-message ${session.conversationId}` })
}
