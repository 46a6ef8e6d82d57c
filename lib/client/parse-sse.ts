export type SseRecord = { id: string | null; data: string }

/** Server-sent events out of a body, however its bytes were cut. A record that the line broke off in is not given out. */
export async function* parseSse(body: ReadableStream<Uint8Array>): AsyncGenerator<SseRecord> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      rest += decoder.decode(value, { stream: true })
      const records = rest.split(/\r?\n\r?\n/)
      rest = records.pop() ?? ''
      for (const record of records) {
        const parsed = recordOf(record)
        if (parsed) yield parsed
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

function recordOf(text: string): SseRecord | null {
  const data: string[] = []
  let id: string | null = null
  for (const line of text.split(/\r?\n/)) {
    const [, field, value = ''] = /^(data|id):? ?(.*)$/s.exec(line) ?? []
    if (field === 'data') data.push(value)
    if (field === 'id') id = value
  }
  return data.length > 0 ? { id, data: data.join('\n') } : null
}
