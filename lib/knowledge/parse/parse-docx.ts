import mammoth from 'mammoth'
import { type ParsedDocument, Unreadable } from './block'
import { measureZip } from './measure-zip'
import { parseHtml } from './parse-html'

const oleMark = 'd0cf11e0a1b11ae1'
const encryptedName = Buffer.from('EncryptedPackage', 'utf16le')

export async function parseDocx(bytes: Uint8Array): Promise<ParsedDocument> {
  const buffer = Buffer.from(bytes)
  if (buffer.subarray(0, 8).toString('hex') === oleMark)
    throw new Unreadable(
      buffer.includes(encryptedName)
        ? 'It is encrypted: save it without a password.'
        : 'It is a document of an old Word: save it as .docx.',
    )
  if (buffer.subarray(0, 4).toString('latin1') !== 'PK\u0003\u0004')
    throw new Unreadable('It is named as a Word document, but is none.')
  if (!measureZip(bytes).includes('word/document.xml'))
    throw new Unreadable('It is named as a Word document, but is an archive of something else.')
  const convertImage = mammoth.images.imgElement(async () => ({ src: '' }))
  const { value } = await mammoth.convertToHtml({ buffer }, { convertImage }).catch((cause: unknown) => {
    throw new Unreadable('The file is damaged: its text cannot be read.', { cause })
  })
  return parseHtml(value)
}
