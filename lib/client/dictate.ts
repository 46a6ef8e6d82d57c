/** The browser's recogniser of speech, as far as it is used here; TypeScript does not know it. */
type Recogniser = {
  lang: string
  interimResults: boolean
  onresult: ((event: SpeechRecognitionEvent) => void) | null
  onerror: ((event: SpeechRecognitionErrorEvent) => void) | null
  onend: (() => void) | null
  start: () => void
  stop: () => void
  abort: () => void
}

declare global {
  interface Window {
    SpeechRecognition?: new () => Recogniser
    webkitSpeechRecognition?: new () => Recogniser
  }
}

/** Why nothing came of it. */
export type DictationFailure = 'not-allowed' | 'no-microphone' | 'nothing-heard' | 'no-service' | 'failed'

/** `stop`: what was heard so far comes yet; `abort`: nothing comes any more. */
export type Dictation = { stop: () => void; abort: () => void }

type Listener = {
  /** All that was understood up to now; it may still change. */
  onWords: (words: string) => void
  onEnd: (failure: DictationFailure | null) => void
}

export function canDictate(): boolean {
  return typeof window !== 'undefined' && recogniser() !== undefined
}

/** Listens until the speaker pauses, in the page's language. */
export function dictate({ onWords, onEnd }: Listener): Dictation {
  const Recogniser = recogniser()
  if (!Recogniser) throw new Error('this browser does not recognise speech')
  const listening = new Recogniser()
  let failure: DictationFailure | null = null
  let hasHeard = false
  listening.lang = document.documentElement.lang
  listening.interimResults = true
  listening.onresult = ({ results }) => {
    const words = [...results].map((result) => result[0]?.transcript.trim() ?? '').join(' ')
    hasHeard ||= words !== ''
    onWords(words)
  }
  listening.onerror = ({ error }) => {
    failure = failures.get(error) ?? 'failed'
  }
  listening.onend = () => onEnd(failure ?? (hasHeard ? null : 'nothing-heard'))
  listening.start()
  return {
    stop: () => listening.stop(),
    abort() {
      listening.onresult = null
      listening.onerror = null
      listening.onend = null
      listening.abort()
    },
  }
}

const failures = new Map<string, DictationFailure>([
  ['not-allowed', 'not-allowed'],
  ['service-not-allowed', 'not-allowed'],
  ['audio-capture', 'no-microphone'],
  ['no-speech', 'nothing-heard'],
  ['network', 'no-service'],
  ['language-not-supported', 'no-service'],
])

function recogniser(): (new () => Recogniser) | undefined {
  return window.SpeechRecognition ?? window.webkitSpeechRecognition
}
