import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, onTestFinished, test } from 'vitest'
import { runChat } from './run-chat'
import {
  answered,
  closedOrigin,
  conversationId,
  created,
  type Heard,
  healthy,
  type PeerReply,
  peerKey,
  refused,
  sessionId,
  startPeer,
} from './test-peer'
import { displayWidth } from './wrap-text'

type Setting = {
  argv?: string[]
  columns?: number
  noColor?: boolean
  answer?: (heard: Heard, nth: number) => PeerReply
}

async function start(setting: Setting, isTTY: boolean) {
  const peer = await startPeer(setting.answer ?? healthy)
  const stdin = Object.assign(new PassThrough(), { isTTY })
  const stdout = Object.assign(new PassThrough(), { isTTY, columns: setting.columns ?? 80 })
  const stderr = new PassThrough()
  const exit = runChat({
    argv: ['--url', peer.origin, ...(setting.argv ?? [])],
    environment: { adminApiKey: peerKey, dataDir: '.nowhere', databaseUrl: null, noColor: setting.noColor ?? false },
    stdin,
    stdout,
    stderr,
    pausesMs: [1, 1],
  })
  const outcome = exit.then(async (status) => {
    stdout.end()
    stderr.end()
    return { status, shown: await shown, errors: await text(stderr), heard: peer.heard }
  })
  const shown = text(stdout)
  return { stdin, stdout, outcome }
}

async function piped(lines: string[], setting: Setting = {}) {
  const { stdin, outcome } = await start(setting, false)
  stdin.end(lines.map((line) => `${line}\n`).join(''))
  return outcome
}

/** Types the next line whenever it is asked for one. */
async function typed(lines: string[], setting: Setting = {}) {
  const { stdin, stdout, outcome } = await start(setting, true)
  const left = lines.values()
  stdout.on('data', (chunk) => {
    if (/(You:|\[Y\/n\]) /.test(String(chunk))) stdin.write(`${left.next().value ?? '/quit'}\r`)
  })
  return outcome
}

async function script(content: string, setting: Setting = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'parley-script-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'talk.txt')
  await writeFile(file, content)
  return { ...(await piped([], { ...setting, argv: ['--script', file, ...(setting.argv ?? [])] })), file }
}

const said = (heard: Heard[]) =>
  heard.filter(({ url }) => url.endsWith('/messages')).map(({ body }) => JSON.parse(body).content)

describe('piped', () => {
  test('a talk shows session, nodes, latency, transitions with conditions, and what was extracted', async () => {
    const { status, shown, errors } = await piped(["I'm Jack, 30301"])
    expect([status, errors]).toEqual([0, ''])
    const expected = [
      'Session ID: text_abc123def456',
      'Agent Config Version: 1 (active)',
      'Starting node: Hello',
      'Startup transitions:\n    ➡️  Hello → Waiting (always)',
      'Current node: Waiting',
      '┌─ Agent ─',
      '│ Good morning. What is your name?',
      '│ Thank you, Jack!',
      '📍 Node: Questions (questions) | ⏱️ 523ms',
      '➡️  Waiting → Reading (user_responded)\n    ➡️  Reading → Questions (always)',
      '📝 Extracted: first_name=Jack, zip_code=30301',
    ]
    let at = 0
    for (const words of expected) {
      expect(shown.slice(at)).toContain(words)
      at = shown.indexOf(words, at)
    }
  })

  test('there are no colours and no prompts, and lines are read to the end', async () => {
    const { shown, heard } = await piped(['one', '', '  two  ', '# three'])
    expect(shown).not.toMatch(/\x1b|You:/)
    expect(said(heard)).toEqual(['one', 'two', '# three'])
  })

  test('the demo agent is met where none is named, else the one that is, in the version that is', async () => {
    const named = ['-t', '11111111-1111-4111-8111-111111111111', '-a', 'mri_support', '--version', '2']
    const [demo, other] = [await piped([]), await piped([], { argv: named })]
    expect(JSON.parse(demo.heard[0]?.body ?? '')).toEqual({
      tenant_id: '6bc1814c-5705-5b6e-af99-104b91962282',
      agent_id: 'a1b2c3d4-e5f6-4890-abcd-ef1234567890',
    })
    expect(JSON.parse(other.heard[0]?.body ?? '')).toEqual({
      tenant_id: '11111111-1111-4111-8111-111111111111',
      agent_id: 'mri_support',
      version: 2,
    })
  })

  test('an error does not stop the lines that follow, and is in the exit status', async () => {
    const answer = (heard: Heard) => (heard.body.includes('bad') ? refused(422, 'too long') : healthy(heard))
    const { status, errors, heard } = await piped(['bad', 'good'], { answer })
    expect([status, errors.trim()]).toEqual([1, '✗ line 1: The server answered 422: too long'])
    expect(said(heard)).toEqual(['bad', 'good'])
  })

  test('410: says that the session is over', async () => {
    const answer = (heard: Heard) => (heard.url.endsWith('/messages') ? refused(410, 'gone') : healthy(heard))
    const { status, errors } = await piped(['hello'], { answer })
    expect([status, errors]).toEqual([1, expect.stringContaining('over (410)')])
  })

  test('a message keeps its Idempotency-Key over tries; the next one has another', async () => {
    const answer = (heard: Heard, nth: number) => (nth === 1 ? refused(502, 'proxy') : healthy(heard))
    const { status, errors, heard } = await piped(['one', 'two'], { answer })
    const keys = heard.slice(1).map(({ headers }) => headers['idempotency-key'])
    expect([status, errors]).toEqual([0, expect.stringContaining('the server answered 502: trying again')])
    expect(keys[0]).toBe(keys[1])
    expect(keys[2]).not.toBe(keys[1])
  })
})

describe('commands', () => {
  test('/status, /vars and /history show the session', async () => {
    const { shown, heard } = await piped(['Jack', '/status', '/vars', '/history'])
    expect(shown).toMatch(/Status: +active\n.*Node: +Questions \(questions\)\n.*Turns: +1\n.*Transitions: +3/)
    expect(shown).toContain('first_name = Jack')
    expect(shown.split('┌─ You ─')[1]).toMatch(/│ Jack.*│ Thank you, Jack!/s)
    expect(said(heard)).toEqual(['Jack'])
  })

  test('/why shows what was weighed, found, called and answered', async () => {
    const { shown, heard } = await piped(['/why'])
    expect(heard.at(-1)).toMatchObject({
      url: `/api/admin/conversations/${conversationId}/turns?last=1`,
      isSigned: true,
    })
    for (const words of [
      'Why, turn 2 (input): done, 31ms',
      'heard: Jack, 30301',
      'first_name = Jack found in "Jack" by names, 90% sure',
      '✓ intent booking: 0.82 ≥ 0.7 (book a visit)',
      '✗ contains:bye → bye [1] false\n',
      '✓ intent:booking → reading [2] taken: score 0.82, book a visit',
      '· always → late [3] not reached',
      'POST https://example.com/x 200 31ms, 2 tries',
      'understand: embedded small 12ms',
      'said at questions: Thank you, Jack!',
    ])
      expect(shown).toContain(words)
  })

  test('/end ends the session and leaves; /quit leaves it', async () => {
    const [byEnd, byQuit] = [await piped(['/end', 'more']), await piped(['/quit', 'more'])]
    expect(byEnd.heard.map(({ method }) => method)).toEqual(['POST', 'DELETE'])
    expect(byEnd.shown).toContain('Session ended at Questions: 8 turns, 4 transitions')
    expect(byQuit.heard.map(({ method }) => method)).toEqual(['POST'])
    expect(byQuit.shown).toContain(`Left ${sessionId} open`)
  })

  test('/help names them all, and one there is not is an error', async () => {
    const { shown, status, errors } = await piped(['/help', '/nonsense'])
    for (const name of ['/status', '/vars', '/history', '/why', '/new', '/end', '/quit', '/help'])
      expect(shown).toContain(name)
    expect([status, errors]).toEqual([2, expect.stringContaining('There is no /nonsense')])
  })
})

describe('a script', () => {
  test('says its lines, leaves out comments, and ends with 0', async () => {
    const { status, shown, heard } = await script('# a comment\nhello\n\n  # another\n/vars\r\nbye')
    expect(status).toBe(0)
    expect(said(heard)).toEqual(['hello', 'bye'])
    expect(shown).toContain('You: hello')
    expect(shown).toContain('first_name = Jack')
  })

  test.each([
    ['a refused message', 'bad', /talk.txt:2: The server answered 422: too long/],
    ['a command there is not', '/bad', /talk.txt:2: There is no \/bad/],
  ])('stops at %s, names its line, and ends with another status', async (_, line, sentence) => {
    const answer = (heard: Heard) => (heard.body.includes('bad') ? refused(422, 'too long') : healthy(heard))
    const { status, errors, heard } = await script(`one\n${line}\nthree`, { answer })
    expect(status).not.toBe(0)
    expect(errors).toMatch(sentence)
    expect(said(heard)).not.toContain('three')
  })

  test('that is not there is one sentence', async () => {
    const { status, errors, heard } = await piped([], { argv: ['--script', '/nowhere/x'] })
    expect([status, errors, heard]).toEqual([1, '  ✗ The script /nowhere/x cannot be read (ENOENT).\n', []])
  })
})

describe('in a terminal', () => {
  test('there are colours and a prompt, and without colours where NO_COLOR is set', async () => {
    const [bright, plain] = [await typed(['hi', '/quit']), await typed(['hi', '/quit'], { noColor: true })]
    expect(bright.shown).toMatch(/\x1b\[32m✓/)
    expect(bright.shown).toContain('You: ')
    expect(plain.shown).not.toMatch(/\x1b\[\d+m/)
  })

  test.each([
    ['accepted', 'y', [created.initial_message, created.initial_message], 2],
    ['declined', 'n', [created.initial_message], 1],
  ])('410: a new session is offered, and %s', async (_, reply, greetings, opened) => {
    const answer = (heard: Heard) => (heard.url.endsWith('/messages') ? refused(410, 'gone') : healthy(heard))
    const { status, shown, heard } = await typed(['hello', reply, '/quit'], { answer })
    expect([status, heard.filter(({ url }) => url === '/api/chat/sessions').length]).toEqual([0, opened])
    expect(shown.match(/Good morning. What is your name\?/g)).toEqual(greetings.map(() => greetings[0]?.slice(0, 32)))
  })

  test('no line is wider than a narrow window', async () => {
    const { shown } = await piped(['Jack', '/status', '/why', '/help'], { columns: 34 })
    const wide = shown.split('\n').filter((line) => displayWidth(line) > 34)
    expect(wide).toEqual([])
  })
})

test('control characters in a reply, a node’s name or a variable do not reach the terminal', async () => {
  const evil = '\x1b]0;owned\x07\x1b[2J\u202e'
  const hostile = {
    ...answered,
    response: `hi${evil}`,
    node_name: evil,
    extracted_variables: { [evil]: evil },
    transitions: [{ ...answered.transition, condition: evil }],
  }
  const answer = (heard: Heard): PeerReply =>
    heard.url.endsWith('/messages') ? { status: 200, body: hostile } : healthy(heard)
  const { shown } = await piped(['hello'], { answer })
  expect(shown).toContain('│ hi\\x1b]0;owned\\x07\\x1b[2J\\u202e')
  expect(shown).not.toMatch(/[\x00-\x09\x0b-\x1f\u202e]/)
})

test('an ended session is told, and its commands still answer', async () => {
  const answer = (heard: Heard): PeerReply =>
    heard.url.endsWith('/messages') ? { status: 200, body: { ...answered, session_ended: true } } : healthy(heard)
  const { status, shown } = await piped(['bye', '/vars'], { answer })
  expect(status).toBe(0)
  expect(shown).toContain('The agent ended the session.')
  expect(shown).toContain('first_name = Jack')
  expect(shown).not.toContain('Left')
})

describe('before a talk', () => {
  test.each([
    [['--version', '0'], /whole number/],
    [['--url', 'ftp://x'], /--url is an address/],
    [['--nonsense'], /--help lists/],
  ])('%j is refused with status 2', async (argv, sentence) => {
    const { status, errors, heard } = await piped([], { argv })
    expect([status, errors, heard]).toEqual([2, expect.stringMatching(sentence), []])
  })

  test('a server that is not there, or knows no such agent, is one sentence with status 1', async () => {
    const nowhere = await closedOrigin()
    const nobody = await piped([], { argv: ['--url', nowhere] })
    expect([nobody.status, nobody.errors]).toEqual([1, expect.stringContaining(`No server answers at ${nowhere}`)])
    const unknown = await piped([], { answer: () => refused(404, 'Agent not found') })
    expect([unknown.status, unknown.errors]).toEqual([1, expect.stringContaining('404: Agent not found')])
  })

  test('the key is the one in the data folder where the environment has none', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parley-key-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    await writeFile(join(folder, 'secrets.json'), JSON.stringify({ adminApiKey: peerKey }))
    const peer = await startPeer(healthy)
    const world = { stdin: new PassThrough().end(), stdout: new PassThrough(), stderr: new PassThrough() }
    const environment = { adminApiKey: null, dataDir: folder, databaseUrl: null, noColor: false }
    expect(await runChat({ argv: ['--url', peer.origin], environment, ...world })).toBe(0)
    expect(peer.heard[0]?.isSigned).toBe(true)
    const without = { ...environment, dataDir: join(folder, 'none') }
    expect(await runChat({ argv: ['--url', peer.origin], environment: without, ...world })).toBe(1)
  })
})
