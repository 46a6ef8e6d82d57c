import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { hostileTexts } from './hostile-texts.fixture'
import { Markdown } from './markdown'

const tags = new Set(
  'p h3 h4 br strong em del code pre div span section table thead tbody tr th td ul ol li blockquote hr input button bdi svg path rect'.split(
    ' ',
  ),
)
const loads = /\s(?:on\w+|src|srcset|href|srcdoc|action|formaction|data|poster|xlink:href|background)\s*=/i

const draw = (text: string, isWhole: boolean) =>
  renderToStaticMarkup(<Markdown text={text} isWhole={isWhole} sources={[]} />)

/** Everything between < and >; text has none, React writes it as &lt;. */
const elements = (html: string) => html.match(/<[^>]*>/g) ?? []

function faultsOf(html: string): string[] {
  return elements(html).filter((element) => {
    const name = /^<\/?([\w-]+)/.exec(element)?.[1] ?? ''
    return !tags.has(name) || loads.test(element) || /\sstyle="(?!text-align:\w+")/.test(element)
  })
}

describe('nothing of a hostile text runs or loads, at whichever place the stream was cut', () => {
  test.each(hostileTexts.map((text) => [text]))('%s', (text) => {
    for (let length = 1; length <= text.length; length += 1)
      for (const isWhole of [true, false]) expect(faultsOf(draw(text.slice(0, length), isWhole))).toEqual([])
    expect(faultsOf(draw(`Before **bold ${text}\n\n${text} after`, true))).toEqual([])
  })
})

test('HTML is shown as the text it is', () => {
  expect(draw('a <b onclick="x()">b</b>', true)).toBe('<p>a &lt;b onclick=&quot;x()&quot;&gt;b&lt;/b&gt;</p>')
})

test('a link shows where it leads and is no link until it was asked for', () => {
  const html = draw('[your bank](https://evil.example/login)', true)
  expect(html).toContain('your bank')
  expect(html).toContain('(evil.example)')
  expect(html).not.toContain('href')
})

test('an image is never loaded: its words stand there, closed as a link', () => {
  const html = draw('![a chart](https://evil.example/p.png)', true)
  expect(html).not.toContain('<img')
  expect(html).toContain('a chart')
})
