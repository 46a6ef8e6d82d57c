import { expect, test } from 'vitest'
import { parseFormDocument } from '@/lib/agents/parse-form-document'
import { systemClock } from '@/lib/domain/clock'
import { isAppError } from '@/lib/domain/errors'
import { createScriptedLanguage } from '@/lib/language/scripted/create-scripted-language'
import { silentLog } from '@/test/silent-log'
import { draftForm } from './draft-form'

const form = { name: 'Newsletter', fields: [{ id: 'email', type: 'email', question: 'What is your email?' }] }
const wish = 'an email address for our newsletter'

function drafting(replies: readonly string[], hasModel = true) {
  const language = createScriptedLanguage({ reply: (_, number) => replies[number - 1] ?? '' })
  const ports = { language, hasModel, clock: systemClock, log: silentLog, country: 'US', timeZone: 'UTC' }
  const draft = () => draftForm(ports, { tenantId: 't', wish }, AbortSignal.timeout(5000))
  return { language, draft }
}

async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  return isAppError(error) ? error.code : undefined
}

test('a form is drafted from a sentence, also where the model talks around it', async () => {
  const { draft, language } = drafting([`Here it is:\n\`\`\`json\n${JSON.stringify({ form })}\n\`\`\``])
  const document = await draft()
  expect(document).toEqual({ form })
  expect(parseFormDocument(document).ok).toBe(true)
  expect(language.replies[0]?.history.at(-1)?.content).toBe(wish)
})

test('a form that is not valid is given back once, with what is wrong', async () => {
  const wrong = { form: { ...form, fields: [{ ...form.fields[0], type: 'mail' }] } }
  const { draft, language } = drafting([JSON.stringify(wrong), JSON.stringify({ form })])
  expect(await draft()).toEqual({ form })
  expect(language.replies[1]?.history.at(-1)?.content).toMatch(/form\.fields\[0\] \(email\)\.type: must be one of/)
})

test('a model that gives none in two tries is told of', async () => {
  const { draft, language } = drafting(['I cannot', '{"form": 1}', JSON.stringify({ form })])
  expect(await codeOf(draft())).toBe('MODEL_UNAVAILABLE')
  expect(language.calls.reply).toBe(2)
})

test('a model does not say where answers are sent, nor which form it is', async () => {
  const more = { id: 42, callback_url: 'https://elsewhere.example', is_active: false }
  expect(await drafting([JSON.stringify({ form: { ...form, ...more } })]).draft()).toEqual({ form })
})

test('without a model nothing is drafted', async () => {
  const { draft, language } = drafting([], false)
  expect(await codeOf(draft())).toBe('MODEL_UNAVAILABLE')
  expect(language.calls.reply).toBe(0)
})
