import type { Readable, Writable } from 'node:stream'
import { adminApiKey } from './admin-api-key'
import { chatCommands, runCommand } from './chat-commands'
import { type ChatOptions, chatUsage, parseChatOptions } from './chat-options'
import { openTalk, type Talk } from './chat-talk'
import { CliFailure } from './cli-failure'
import { drawBanner } from './draw-session'
import { type LineSource, pipedLines, scriptLines, typedLines } from './line-source'
import { createScreen, type Screen } from './screen'
import { createSessionsApi } from './sessions-api'
import { createSignedClient } from './signed-client'
import type { TerminalEnvironment } from './terminal-environment'
import { visibleText } from './visible-text'

export type ChatWorld = {
  argv: readonly string[]
  environment: TerminalEnvironment
  stdin: Readable & { isTTY?: boolean }
  stdout: Writable & { isTTY?: boolean; columns?: number }
  stderr: Writable
  /** Pauses before further tries, in milliseconds. */
  pausesMs?: readonly number[]
}

/**
 * The terminal client (contract 1 "CLI Testing Tool"). Answers the exit status: 0, 1 where something failed, 2 for a
 * command line that makes no sense. A script stops at its first failure; piped lines are all heard.
 */
export async function runChat(world: ChatWorld): Promise<number> {
  try {
    const options = parseChatOptions(world.argv)
    if (options) return await chat(world, options)
    world.stdout.write(chatUsage)
    return 0
  } catch (failure) {
    return report(world, failure, null)
  }
}

async function chat(world: ChatWorld, options: ChatOptions): Promise<number> {
  const apiKey = await adminApiKey(world.environment)
  const interrupt = new AbortController()
  const lines = await linesFor(world, options, () => interrupt.abort())
  try {
    const client = createSignedClient({
      origin: options.origin,
      apiKey,
      signal: interrupt.signal,
      onRetry: (reason, pauseMs) => world.stderr.write(`  … ${reason}: trying again in ${pauseMs / 1000} s\n`),
      ...(world.pausesMs ? { pausesMs: world.pausesMs } : {}),
    })
    const screen = screenOf(world)
    drawBanner(screen, options)
    const talk = await openTalk(createSessionsApi(client), options, screen)
    if (lines.kind === 'typed') screen.line('  ', ['/help lists the commands.', 'quiet'])
    return await converse(world, talk, lines)
  } catch (failure) {
    // Ctrl-C is the way out that was asked for.
    if (interrupt.signal.aborted) return 0
    throw failure
  } finally {
    lines.close()
  }
}

async function converse(world: ChatWorld, talk: Talk, lines: LineSource): Promise<number> {
  let status = 0
  for (;;) {
    talk.screen.line('')
    const line = await lines.next('  You: ')
    if (!line) {
      if (lines.kind === 'typed') talk.screen.line('')
      await runCommand('/quit', talk)
      return status
    }
    const text = line.text.trim()
    if (text === '') continue
    if (lines.kind === 'script') talk.screen.line('  You: ', [text, 'good'])
    try {
      if ((await answer(talk, lines, text)) === 'leave') return status
    } catch (failure) {
      status = report(world, failure, line.place)
      if (lines.kind === 'script') return status
      if (lines.kind === 'typed') status = 0
    }
  }
}

async function answer(talk: Talk, lines: LineSource, text: string): Promise<'stay' | 'leave'> {
  if (text.startsWith('/')) return runCommand(text, talk)
  if ((await talk.say(text)) === 'heard') return 'stay'
  if (lines.kind !== 'typed') throw new CliFailure('The session is over (410): /new starts another.')
  const reply = await lines.next('  This session is over. Start another? [Y/n] ')
  if (!reply || /^n/i.test(reply.text.trim())) return reply ? 'stay' : 'leave'
  await talk.startOver()
  talk.screen.line('  Your last message was not heard: say it again if it still matters.')
  return 'stay'
}

function linesFor(world: ChatWorld, options: ChatOptions, onInterrupt: () => void): Promise<LineSource> | LineSource {
  if (options.script !== null) return scriptLines(options.script)
  if (!world.stdin.isTTY || !world.stdout.isTTY) return pipedLines(world.stdin)
  return typedLines(world.stdin, world.stdout, { completions: [...chatCommands.keys()], onInterrupt })
}

function screenOf({ stdout, environment }: ChatWorld): Screen {
  return createScreen({
    write: (text) => stdout.write(text),
    // Zero: a terminal that does not know its size.
    columns: () => stdout.columns || 80,
    colours: Boolean(stdout.isTTY) && !environment.noColor,
  })
}

// Only what was foreseen becomes a sentence: a bug keeps its stack.
function report({ stderr }: ChatWorld, failure: unknown, place: string | null): number {
  if (!(failure instanceof CliFailure)) throw failure
  stderr.write(`  ✗ ${place === null ? '' : `${place}: `}${visibleText(failure.message)}\n`)
  return failure.exitCode
}
