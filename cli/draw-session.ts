import type { ChatOptions } from './chat-options'
import type { Piece, Screen } from './screen'
import type { CreatedSession, MessageAnswer, SessionStatus, TransitionInfo } from './session-wire'

export type Said = { who: 'you' | 'agent'; text: string }

export function drawBanner(screen: Screen, { origin, tenant, agent }: ChatOptions): void {
  screen.rule()
  screen.line('  ', ['Parley: a chat with an agent', 'strong'])
  screen.rule()
  screen.line(`  Server: ${origin}`)
  screen.line(`  Tenant: ${tenant}`)
  screen.line(`  Agent:  ${agent}`)
  screen.rule()
  screen.line('')
}

export function drawCreated(screen: Screen, session: CreatedSession): void {
  const check: Piece = ['✓', 'good']
  const version = `${session.agent_config_version} (${session.is_active_version ? 'active' : 'not active'})`
  screen.line('  ', check, ` Session ID: ${session.session_id}`)
  screen.line('  ', check, ` Agent Config Version: ${version}`)
  screen.line('  ', check, ` Starting node: ${session.initial_node_name ?? session.initial_node_id}`)
  if (session.transitions.length > 0) {
    screen.line('  Startup transitions:')
    drawTransitions(screen, session.transitions)
  }
  screen.line('  ', check, ` Current node: ${session.node_name ?? session.node_id}`)
  screen.line('')
  if (session.initial_message !== null) screen.box('Agent', session.initial_message, 'agent')
}

export function drawAnswer(screen: Screen, answer: MessageAnswer): void {
  screen.box('Agent', answer.response, 'agent')
  screen.line(`  📍 Node: ${place(answer.node_name, answer.node_id)} | ⏱️ `, [`${answer.latency_ms}ms`, 'quiet'])
  drawTransitions(screen, answer.transitions)
  const extracted = Object.entries(answer.extracted_variables ?? {})
  if (extracted.length > 0)
    screen.line('    📝 Extracted: ', [extracted.map(([name, value]) => `${name}=${shown(value)}`).join(', '), 'found'])
  if (answer.session_ended)
    screen.line(
      '  🏁 ',
      ['The agent ended the session.', 'strong'],
      ' /why, /vars and /history still answer; /new starts another.',
    )
}

function drawTransitions(screen: Screen, transitions: readonly TransitionInfo[]): void {
  for (const { from_node, from_node_name, to_node, to_node_name, condition } of transitions)
    screen.line(`    ➡️  ${from_node_name ?? from_node} → ${to_node_name ?? to_node}`, [
      condition ? ` (${condition})` : '',
      'path',
    ])
}

export function drawStatus(screen: Screen, status: SessionStatus): void {
  const rows: [string, string][] = [
    ['Session', status.session_id],
    ['Conversation', status.conversation_id],
    ['Status', status.status],
    ['Node', place(status.node_name, status.node_id)],
    ['Turns', String(status.turns)],
    ['Transitions', String(status.transition_count)],
    ['Created', status.created_at],
    ['Updated', status.updated_at],
    ...(status.ended_at === null ? [] : [['Ended', status.ended_at] satisfies [string, string]]),
  ]
  for (const [name, value] of rows) screen.line('  ', [`${name}:`.padEnd(14), 'quiet'], value)
}

export function drawVariables(screen: Screen, variables: Readonly<Record<string, unknown>>): void {
  const entries = Object.entries(variables)
  if (entries.length === 0) screen.line('  Nothing has been collected yet.')
  for (const [name, value] of entries) screen.line(`  ${name} = `, [shown(value), 'found'])
}

export function drawHistory(screen: Screen, said: readonly Said[]): void {
  if (said.length === 0) screen.line('  Nothing has been said yet.')
  for (const { who, text } of said) {
    if (who === 'agent') screen.box('Agent', text, 'agent')
    else screen.box('You', text, 'good')
  }
}

/** A value as one reads it: text as it is, all else as JSON. */
export function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function place(name: string | null | undefined, id: string): string {
  return name ? `${name} (${id})` : id
}
