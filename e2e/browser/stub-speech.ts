// The browser's speech, told by the test: what it hears, and a note of what it says.
import type { Page } from '@playwright/test'

type Speech = {
  /** Words come, as long as they may still change and then for good; afterwards it stops listening. */
  hears: (...words: string[]) => Promise<void>
  fails: (error: string) => Promise<void>
  /** All it was given to say so far, with what it was stopped in. */
  said: () => Promise<string[]>
  /** It comes to the end of what it says. */
  falls: (how: 'silent' | 'ill') => Promise<void>
  isListening: () => Promise<boolean>
  language: () => Promise<string>
}

/** To be called before the page is opened. */
export async function stubSpeech(page: Page): Promise<Speech> {
  await page.addInitScript({ content: `(${inPage.toString()})()` })
  const run = <T>(expression: string) => page.evaluate<T>(`window.toldSpeech.${expression}`)
  return {
    hears: (...words) => run(`hears(${JSON.stringify(words)})`),
    fails: (error) => run(`fails(${JSON.stringify(error)})`),
    said: () => run('said'),
    falls: (how) => run(`falls(${JSON.stringify(how)})`),
    isListening: () => run('current !== null'),
    language: () => run('current.lang'),
  }
}

/** For browsers that have neither. */
export async function withoutSpeech(page: Page): Promise<void> {
  await page.addInitScript(() => {
    for (const name of ['SpeechRecognition', 'webkitSpeechRecognition', 'speechSynthesis'])
      Reflect.deleteProperty(window, name)
  })
}

// Runs in the page: nothing of this file is known there.
function inPage(): void {
  type Recogniser = Record<'onresult' | 'onerror' | 'onend', ((event: object) => void) | null>
  type Utterance = { text: string; lang: string; onend?: () => void; onerror?: () => void }
  type Told = { current: Recogniser | null; said: string[]; queue: Utterance[]; ends: () => void }
  const told: Told & {
    hears: (words: string[]) => void
    fails: (error: string) => void
    falls: (how: string) => void
  } = {
    current: null,
    said: [],
    queue: [],
    hears(words) {
      const last = words.length - 1
      for (const [place, transcript] of words.entries())
        told.current?.onresult?.({ results: [Object.assign([{ transcript }], { isFinal: place === last })] })
    },
    fails(error) {
      told.current?.onerror?.({ error })
      told.ends()
    },
    ends() {
      const over = told.current
      told.current = null
      over?.onend?.({})
    },
    falls(how) {
      for (const utterance of told.queue.splice(0)) (how === 'ill' ? utterance.onerror : utterance.onend)?.()
    },
  }
  class ToldRecognition {
    onresult = null
    onerror = null
    onend = null
    start() {
      told.current = this
    }
    stop() {
      told.ends()
    }
    abort() {
      told.current = null
    }
  }
  class ToldUtterance {
    lang = ''
    constructor(public text: string) {}
  }
  const speechSynthesis = {
    speak(utterance: Utterance) {
      told.said.push(`${utterance.lang}: ${utterance.text}`)
      told.queue.push(utterance)
    },
    cancel() {
      if (told.queue.length > 0) told.said.push('(stopped)')
      told.queue.length = 0
    },
  }
  const stubs = {
    toldSpeech: told,
    SpeechRecognition: ToldRecognition,
    webkitSpeechRecognition: ToldRecognition,
    SpeechSynthesisUtterance: ToldUtterance,
    speechSynthesis,
  }
  for (const [name, value] of Object.entries(stubs)) Object.defineProperty(window, name, { value, configurable: true })
}
