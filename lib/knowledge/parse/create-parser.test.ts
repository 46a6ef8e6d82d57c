// Real files through the real process: what comes out of each format, and what is refused with which words.
import { deflateSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import type { DocumentFormat } from '@/lib/domain/knowledge'
import { docx, pdf, pdfOf, wordParagraph, zip } from '@/lib/knowledge/test-files'
import { testParser } from '@/lib/knowledge/test-parser'
import type { Parser } from './create-parser'
import { parseDocument } from './parse-document'

let parser: Parser
beforeAll(async () => {
  parser = await testParser()
})

const { signal } = new AbortController()

async function read(format: DocumentFormat, content: string | Uint8Array) {
  return parser.parse(format, Buffer.from(content), signal)
}

async function found(format: DocumentFormat, content: string | Uint8Array) {
  const { blocks } = await parseDocument(format, Buffer.from(content))
  return blocks.map(({ kind, level, text, page }) => `${kind}${level || ''}${page ? `@${page}` : ''} ${text}`)
}

describe('each format gives its headings, paragraphs and rows', () => {
  test('PDF: larger print is a heading, a gap ends a paragraph, a broken word is whole again, pages are counted', async () => {
    const file = pdf([
      [
        [20, 700, 'Before your scan'],
        [10, 670, 'Leave all jewel-'],
        [10, 658, 'ry at home.'],
        [10, 620, 'Wear loose clothes.'],
      ],
      [
        [14, 700, 'Afterwards'],
        [10, 670, 'You may drive.'],
      ],
    ])
    expect(await found('pdf', file)).toEqual([
      'heading1@1 Before your scan',
      'text@1 Leave all jewelry at home.',
      'text@1 Wear loose clothes.',
      'heading2@2 Afterwards',
      'text@2 You may drive.',
    ])
    expect(await read('pdf', file)).toMatchObject({
      pages: 2,
      passages: [
        { page: 1, heading: 'Before your scan', sentences: ['Leave all jewelry at home.', 'Wear loose clothes.'] },
        { page: 2, heading: 'Before your scan › Afterwards', sentences: ['You may drive.'] },
      ],
    })
  })

  test('DOCX: styles are headings, tables are rows', async () => {
    const cell = (text: string) => `<w:tc>${wordParagraph(text)}</w:tc>`
    const body = [
      wordParagraph('Prices', 'Heading1'),
      wordParagraph('All in dollars.'),
      `<w:tbl><w:tr>${cell('Head')}${cell('900')}</w:tr></w:tbl>`,
    ]
    expect(await found('docx', docx(body.join('')))).toEqual([
      'heading1 Prices',
      'text All in dollars.',
      'row Head; 900',
    ])
  })

  test('Markdown: marks are gone, lists and code are read, front matter is not', async () => {
    const text =
      '---\ntitle: x\n---\n# Scans\n\nBring *your* [card](http://x).\n\n- one\n  - two\n\n| A | B |\n|---|---|\n| 1 | &amp; |\n\n```\ncode\n```\n'
    expect(await found('markdown', text)).toEqual([
      'heading1 Scans',
      'text Bring your card.',
      'text one',
      'text two',
      'row A: 1; B: &',
      'text code',
    ])
  })

  test('HTML: scripts, styles and navigation are not read; a row knows its columns', async () => {
    const html = `<html><head><title>t</title><style>p{}</style></head><body><nav>Menu</nav><h2>Hours &amp; place</h2>
      <p>Open <b>daily</b>.<script>alert(1)</script></p>loose<div>words</div>
      <table><tr><th>Day</th><th>From</th></tr><tr><td>Monday</td><td><p>8</p></td></tr></table></body>`
    expect(await found('html', html)).toEqual([
      'heading2 Hours & place',
      'text Open daily.',
      'text loose',
      'text words',
      'row Day: Monday; From: 8',
    ])
  })

  test('CSV: by commas, semicolons or tabs, with quotes', async () => {
    expect(await found('csv', 'Name,Room\n"Ann, MD",4\n\nBo,\n')).toEqual([
      'row Name: Ann, MD; Room: 4',
      'row Name: Bo',
    ])
    expect(await found('csv', '\ufeffName;Room\nAnn;4')).toEqual(['row Name: Ann; Room: 4'])
  })

  test('text: paragraphs by empty lines, in UTF-8, UTF-16 and Windows-1252', async () => {
    expect(await found('text', 'One\ntwo.\n \nThree — ok.')).toEqual(['text One two.', 'text Three — ok.'])
    expect(await found('text', Buffer.from('\ufeffGrüße', 'utf16le'))).toEqual(['text Grüße'])
    expect(await found('text', Buffer.from('Grüße', 'latin1'))).toEqual(['text Grüße'])
  })
})

describe('what cannot be read is refused in words', () => {
  const bomb = Buffer.alloc(120 * 1024 * 1024)
  const encrypted =
    '/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A> /U <28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A> >> /ID [<00><00>]'
  const word = 'word/document.xml'
  const cases: readonly [string, DocumentFormat, () => string | Uint8Array, RegExp][] = [
    ['an empty file', 'text', () => '', /^The file is empty\.$/],
    ['blank text', 'markdown', () => ' \n\n---\n', /no text in it/],
    ['a PDF without text', 'pdf', () => pdf([[]]), /no text in it: pictures of pages/],
    ['an encrypted PDF', 'pdf', () => pdf([[[10, 700, 'secret']]], encrypted), /encrypted/],
    ['a broken PDF', 'pdf', () => '%PDF-1.4 and nothing', /damaged/],
    ['a PDF that is text', 'pdf', () => 'hello', /named as a PDF, but is none/],
    ['text that is a PDF', 'text', () => pdf([[]]), /named as text, but is a PDF/],
    ['text that is binary', 'csv', () => Buffer.from([65, 0, 66]), /named as text, but is not/],
    ['a DOCX that is text', 'docx', () => 'hello', /named as a Word document, but is none/],
    ['a DOCX that is another archive', 'docx', () => zip([{ name: 'a', content: 'b' }]), /archive of something else/],
    ['an old Word file', 'docx', () => Buffer.from('d0cf11e0a1b11ae10000', 'hex'), /old Word/],
    [
      'an encrypted DOCX',
      'docx',
      () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      /encrypted/,
    ],
    ['an encrypted entry', 'docx', () => zip([{ name: word, content: 'x', isEncrypted: true }]), /encrypted/],
    ['a cut archive', 'docx', () => docx('').slice(0, 300), /damaged/],
    ['XML that is none', 'docx', () => zip([{ name: word, content: '<w:document' }]), /damaged|no text/],
    ['too many rows', 'csv', () => `a,b\n${'1,2\n'.repeat(50_001)}`, /sentences or rows; 50000 is the most/],
    ['a DOCX bomb', 'docx', () => docx('', [{ name: 'word/media/a.png', content: bomb }]), /more than 100 MB/],
    ['a PDF bomb', 'pdf', () => pdfOf([deflateSync(bomb)]), /more than 100 MB/],
    ['a bomb in a bomb', 'pdf', () => doublePacked(bomb), /more than 100 MB/],
  ]
  test.each(cases)('%s', async (_, format, file, sentence) => {
    expect(await read(format, file())).toEqual({ failure: expect.stringMatching(sentence) })
  })

  test('a file that takes too long is given up', async () => {
    const hasty = await testParser({ timeoutMs: 1 })
    expect(await hasty.parse('text', Buffer.from('hello'), signal)).toEqual({
      failure: 'It takes longer than 0.001 seconds to read.',
    })
  })

  test('whoever stops waiting stops the process', async () => {
    const stop = new AbortController()
    const reading = parser.parse('text', Buffer.from('hello'), stop.signal)
    stop.abort(new Error('stopped'))
    await expect(reading).rejects.toThrow('stopped')
  })
})

function doublePacked(bomb: Uint8Array): Uint8Array {
  const file = Buffer.from(pdfOf([deflateSync(deflateSync(bomb))])).toString('latin1')
  return Buffer.from(file.replace('/Filter /FlateDecode', '/Filter [/FlateDecode /FlateDecode]'), 'latin1')
}
