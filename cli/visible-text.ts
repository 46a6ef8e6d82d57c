// Controls, direction overrides and lone surrogates: what could move the cursor, recolour the screen or turn a line around.
const hidden = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\p{Surrogate}/gu

/** Text from elsewhere as a terminal may show it: line ends stay, tabs become spaces, everything else unseen is spelled out. */
export function visibleText(text: string): string {
  return text
    .replace(/\r\n/g, '\n')
    .replace(/\t/g, '  ')
    .replace(hidden, (character, at: number, all: string) =>
      keeps(character, at, all) ? character : spelled(character),
    )
}

/** The same on one line. */
export function visibleLine(text: string): string {
  return visibleText(text).replace(/\n/g, '\\n')
}

// A zero width joiner belongs to many emoji and scripts: only one that joins nothing is spelled out.
function keeps(character: string, at: number, all: string): boolean {
  if (character === '\n') return true
  return (
    /[\u200c\u200d]/.test(character) &&
    at > 0 &&
    /[\p{L}\p{M}\p{Extended_Pictographic}]/u.test(all.slice(at + 1, at + 3))
  )
}

function spelled(character: string): string {
  const code = character.charCodeAt(0)
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
}
