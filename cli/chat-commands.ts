import type { Talk } from './chat-talk'
import { usageFailure } from './cli-failure'
import { drawHistory, drawStatus, drawVariables } from './draw-session'
import { drawWhy } from './draw-why'

type Command = { help: string; run(talk: Talk): Promise<'stay' | 'leave'> }

/** What can be typed instead of a message (contract 1 "CLI Testing Tool", and `/why` and `/new`). */
export const chatCommands: ReadonlyMap<string, Command> = new Map<string, Command>([
  [
    '/status',
    {
      help: 'where the session stands: node, turns, transitions',
      async run({ screen, api, session }) {
        drawStatus(screen, await api.status(session.session_id))
        return 'stay'
      },
    },
  ],
  [
    '/vars',
    {
      help: 'what has been collected',
      async run({ screen, api, session }) {
        drawVariables(screen, (await api.status(session.session_id)).collected_data)
        return 'stay'
      },
    },
  ],
  [
    '/history',
    {
      help: 'what has been said',
      async run({ screen, said }) {
        drawHistory(screen, said)
        return 'stay'
      },
    },
  ],
  [
    '/why',
    {
      help: "the last turn's decisions, with their evidence",
      async run({ screen, api, session }) {
        const turn = await api.lastTurn(session.conversation_id)
        if (turn) drawWhy(screen, turn)
        else screen.line('  Nothing has happened yet.')
        return 'stay'
      },
    },
  ],
  [
    '/new',
    {
      help: 'start another session',
      async run(talk) {
        await talk.startOver()
        return 'stay'
      },
    },
  ],
  [
    '/end',
    {
      help: 'end the session and leave',
      async run({ screen, api, session }) {
        const ended = await api.end(session.session_id)
        const place = ended.final_node_name ?? ended.final_node_id
        screen.line(`  Session ended at ${place}: ${ended.total_turns} turns, ${ended.total_transitions} transitions.`)
        return 'leave'
      },
    },
  ],
  [
    '/quit',
    {
      help: 'leave without ending: the session times out by itself',
      async run({ screen, session, isOver }) {
        if (!isOver) screen.line(`  Left ${session.session_id} open; it times out by itself.`)
        return 'leave'
      },
    },
  ],
  [
    '/help',
    {
      help: 'this list',
      async run({ screen }) {
        for (const [name, { help }] of chatCommands) screen.line('  ', [name.padEnd(10), 'strong'], help)
        return 'stay'
      },
    },
  ],
])

/** Throws CliFailure for a command there is not. */
export async function runCommand(name: string, talk: Talk): Promise<'stay' | 'leave'> {
  const command = chatCommands.get(name)
  if (!command) throw usageFailure(`There is no ${name}; /help lists the commands.`)
  return command.run(talk)
}
