import type { Change, ChangeKind } from '@/lib/domain/agent-document'
import type { Place } from './place'
import { isSame, type Raw, rawOf, shown } from './raw'

const prompts = ['system_prompt', 'global_prompt', 'prompt', 'context', 'additional_instructions']
const texts = [
  ...['static_text', 'fallback_text', 'transfer_message', 'greeting', 'summary', 'ended', 'question', 'help', 'why'],
  ...['thanks', 'goodbye', 'about', 'message'],
]

/** Key by key, and inside of objects: what is set, what is not any more, and what is another value. `but`: looked at elsewhere. */
export function diffSettings(before: Raw, after: Raw, place: Place, but: readonly string[] = []): Change[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => !but.includes(key))
  return keys.flatMap((key) => diffSetting(key, before[key], after[key], place))
}

function diffSetting(key: string, before: unknown, after: unknown, place: Place): Change[] {
  if (isSame(before, after)) return []
  const path = place.path ? `${place.path}.${key}` : key
  if (isObject(before) && isObject(after)) {
    const called = `${key.replaceAll('_', ' ')} of ${place.called}`
    return diffSettings(rawOf(before), rawOf(after), { ...place, path, called })
  }
  const { nodeId, nodeName } = place
  return [{ kind: kindOf(key), nodeId, nodeName, words: wordsFor(key, before, after, place), before, after, path }]
}

function kindOf(key: string): ChangeKind {
  if (prompts.includes(key)) return 'prompt_changed'
  return texts.includes(key) ? 'text_changed' : 'setting_changed'
}

function wordsFor(key: string, before: unknown, after: unknown, { called }: Place): string {
  const subject = capital(called)
  const [was, is] = [shown(before), shown(after)]
  const isNew = before === null || before === undefined
  const isGone = after === null || after === undefined
  switch (key) {
    case 'static_text':
      if (isNew) return `${subject} says ${is}`
      return isGone ? `${subject} no longer says ${was}` : `${subject} says ${is} instead of ${was}`
    case 'system_prompt':
      if (isNew) return `${subject} is told ${is}`
      return isGone ? `${subject} is no longer told ${was}` : `${subject} is told ${is} instead of ${was}`
    case 'name':
      if (isNew || isGone) return `${subject} is called ${is}`
      return `${subject.replace(is, was)} is now called ${is}${called.includes(is) ? '' : `, no longer ${was}`}`
    case 'initial_node':
      return `The conversation begins at ${is} instead of ${was}`
    default: {
      const setting = `${capital(key.replaceAll('_', ' '))} of ${called}`
      if (isNew) return `${setting} is now ${is}`
      return isGone ? `${setting} is no longer set (it was ${was})` : `${setting} is ${is} instead of ${was}`
    }
  }
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
